/** An ARM client that answers from a script, by what is asked; the last answer of each list repeats. */
import type { Arm, ArmAnswer } from '../../src/azure/arm/client.ts'
import { armErrorIn } from '../../src/azure/arm/error.ts'

export const OPERATION = 'https://management.azure.com/operations/1?c=signed'

export const answer = (status: number, body?: unknown, more: Partial<ArmAnswer> = {}): ArmAnswer => ({
  status,
  body,
  error:
    status < 300
      ? undefined
      : (armErrorIn(body, status) ?? { code: `HTTP ${status}`, message: String(body ?? ''), status, details: [] }),
  retryAfterMs: undefined,
  operation: '',
  location: '',
  quotaMs: 0,
  ...more,
})
export const refused = (status: number, code: string, message = 'boom') => answer(status, { error: { code, message } })
export const noAnswer = (notSent = false): ArmAnswer => ({
  ...answer(0),
  error: { code: 'NoAnswer', message: 'reset', status: 0, details: [], ...(notSent ? { notSent: true as const } : {}) },
})

/** An instance on the wire. */
export const instance = (provisioningState: unknown, properties: object = {}, lastModifiedAt = 't1', name = 'flux') =>
  answer(200, {
    id: `/x/extensions/${name}`,
    name,
    properties: { extensionType: 'microsoft.flux', provisioningState, ...properties },
    systemData: { lastModifiedAt },
  })
export const list = (...items: ArmAnswer[]) => answer(200, { value: items.map(each => each.body), nextLink: null })
export const absent = refused(404, 'ResourceNotFound', "Extension instance with name 'flux' not found.")
export const accepted = (status = 201) => answer(status, instance('Creating').body, { operation: OPERATION })

type Kind = 'get' | 'list' | 'put' | 'patch' | 'delete' | 'poll'
export type Script = Readonly<Partial<Record<Kind, readonly ArmAnswer[]>>>

export function scripted(script: Script): { arm: Arm; asked: string[]; count: (kind: Kind) => number } {
  const counts = new Map<Kind, number>()
  const asked: string[] = []
  return {
    asked,
    count: kind => counts.get(kind) ?? 0,
    arm: {
      async send(method, path) {
        const isList = /\/extensions\?/.test(path)
        const kind = (
          method === 'GET' ? (path === OPERATION ? 'poll' : isList ? 'list' : 'get') : method.toLowerCase()
        ) as Kind
        const at = counts.get(kind) ?? 0
        counts.set(kind, at + 1)
        asked.push(kind)
        const answers = script[kind] ?? []
        const given = answers[Math.min(at, answers.length - 1)]
        if (given === undefined) throw new Error(`the script has no answer to ${kind}`)
        return given
      },
    },
  }
}
