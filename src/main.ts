import { PHASE } from './phase.ts'
import { run } from './run.ts'

if (PHASE === 'post') await (await import('./post-run.ts')).reportFromJournal()
else await run()
