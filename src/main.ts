import { PHASE } from './phase.ts'
import { run } from './run/run.ts'

if (PHASE === 'post') await (await import('./post.ts')).reportFromJournal()
else await run()
