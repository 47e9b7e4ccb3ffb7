import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CHAPTERS } from './all.ts'
import { play, wrongs } from './row.ts'

/** The bundled action, as its own process, against each of them. */
for (const [title, rows] of CHAPTERS)
  describe(title, { concurrency: 4 }, () => {
    for (const row of rows)
      test(row.name, async () => {
        const played = await play(row)
        assert.deepEqual(wrongs(row, played), [], played.run.stdout)
      })
  })
