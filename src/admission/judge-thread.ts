/** Puts questions to the thread that judges, one at a time, and ends it where an answer takes too long or too much. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Fields, PolicyJudgement } from '../model/finding.ts'
import type { Judgement } from './verdict.ts'
import type { AdmissionView } from './view.ts'

/** One question may take this long; the server bounds expressions by a cost of its own. */
export const BUDGET_MS = 1000
/** Once, for the thread to load the evaluator on a busy runner. */
const START_MS = 10_000
/** MiB that the thread may take: what is more ends it, and nothing else. */
const MEMORY_MB = 192

interface Answers {
  readonly policy: PolicyJudgement
  readonly others: string[]
  readonly refusal: Judgement
}
export type Question = keyof Answers

export interface Asked {
  readonly id: number
  readonly question: Question
  readonly fields: Fields
  readonly view: AdmissionView
}

export interface Answer {
  readonly id: number
  readonly value: Answers[Question]
}

/** From sources the thread's own file, in the bundle its entry beside the main one. */
function entry(): string {
  const source = join(import.meta.dirname, 'worker.ts')
  return existsSync(source) ? source : join(import.meta.dirname, '..', 'judge', 'index.js')
}

export class JudgeThread {
  #worker: Worker | undefined
  #begun = false
  #last: Promise<unknown> = Promise.resolve()
  #id = 0

  /** @returns undefined where it took over its budget, or its memory: then nothing is known. */
  ask<Q extends Question>(question: Q, fields: Fields, view: AdmissionView): Promise<Answers[Q] | undefined> {
    const asked = this.#last.then(() => this.#askThread(question, fields, view))
    this.#last = asked.catch(() => undefined)
    return asked as Promise<Answers[Q] | undefined>
  }

  async #askThread(question: Question, fields: Fields, view: AdmissionView): Promise<Answers[Question] | undefined> {
    this.#worker ??= this.#start()
    const worker = this.#worker
    const { promise, resolve } = Promise.withResolvers<Answers[Question] | undefined>()
    const id = ++this.#id
    const onAnswer = (answer: Answer) => {
      if (answer.id === id) resolve(answer.value)
    }
    const onEnd = () => resolve(undefined)
    worker.on('message', onAnswer)
    worker.once('error', onEnd)
    worker.once('exit', onEnd)
    // An answer that is in already counts, however busy this thread was meanwhile.
    const timer = setTimeout(() => setImmediate(onEnd), this.#begun ? BUDGET_MS : START_MS + BUDGET_MS)
    worker.ref()
    worker.postMessage({ id, question, fields, view } satisfies Asked)
    const answer = await promise
    clearTimeout(timer)
    worker.off('message', onAnswer)
    worker.off('error', onEnd)
    worker.off('exit', onEnd)
    this.#begun = answer !== undefined
    if (answer === undefined) {
      this.#worker = undefined
      // Not awaited: it may be long in ending.
      void worker.terminate()
    }
    worker.unref()
    return answer
  }

  #start(): Worker {
    this.#begun = false
    const worker = new Worker(entry(), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 16 },
      // What a policy makes the engine print is not for the step's log.
      stdout: true,
      stderr: true,
      env: {},
    })
    // An error after the answer was given up has nobody to tell.
    worker.on('error', () => undefined)
    worker.unref()
    return worker
  }
}
