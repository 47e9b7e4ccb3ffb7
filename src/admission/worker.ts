/**
 * The thread that judges: policies are hostile input, and their expressions can be made to last, or to take all memory. It is
 * ended from outside, whatever it is in (docs/adr/0015).
 */
import { parentPort } from 'node:worker_threads'
import type { Answer, Asked } from './judge-thread.ts'
import { alsoRefusing, judgePolicy, refusalOf } from './policy-judge.ts'

parentPort?.on('message', ({ id, question, fields, view }: Asked) => {
  const answer = (value: Answer['value']) => parentPort?.postMessage({ id, value } satisfies Answer)
  switch (question) {
    case 'policy':
      return answer(judgePolicy(fields, view))
    case 'others':
      return answer(alsoRefusing(fields, view))
    case 'refusal':
      return answer(refusalOf(fields, view))
  }
})
