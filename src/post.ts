import { reportFromJournal } from './post-run.ts'

await reportFromJournal()
