/**
 * Errors of Azure Resource Manager and its resource providers. ARM and Microsoft.KubernetesConfiguration nest them under
 * `error`; AKS often answers flat `{code, message, details, subcode}` (Azure REST API guidelines; public AKS issues).
 */
import { messageOf, Refusal } from '../../errors.ts'
import { isRecord, parsedJson, recordOf, textOf } from '../../json.ts'
import type { ArmErrorFact } from '../../model/evidence.ts'

export interface ArmError {
  readonly code: string
  readonly message: string
  /** HTTP status; 200 for an operation that failed, 0 where none was seen. */
  readonly status: number
  /** `code: message` of each nested detail, whole, in order. */
  readonly details: readonly string[]
  /** The request never left the runner, or never arrived: whatever it was to write was not written. */
  readonly notSent?: true
}

/** @returns the error in an ARM body, or undefined when there is none. */
export function armErrorIn(body: unknown, status: number): ArmError | undefined {
  const outer = recordOf(body)
  const error = recordOf(outer['error'])
  const at = typeof error['code'] === 'string' || typeof error['message'] === 'string' ? error : outer
  if (typeof at['code'] !== 'string' && typeof at['message'] !== 'string') return undefined
  return {
    code: textOf(at['code']),
    message: textOf(at['message']),
    status,
    details: [...detailsOf(at), ...additionalOf(at)],
  }
}

/** Of a page in the place of an error; shorter cuts are made where secrets are out of it. */
const PAGE = 16_384

/** @returns the error in a response's text; where it holds no ARM error, one made of status and the text's beginning. */
export function armErrorOf(bodyText: string | null | undefined, status: number): ArmError {
  return (
    armErrorIn(parsedJson(bodyText), status) ?? {
      code: `HTTP ${status}`,
      message: (bodyText ?? '').slice(0, PAGE),
      status,
      details: [],
    }
  )
}

/** Services nest details in details; more of them, or deeper, say nothing new (and may be made to cost). */
const DETAILS = 50
const DEPTH = 10

function detailsOf(error: Readonly<Record<string, unknown>>, depth = 0): string[] {
  const details = Array.isArray(error['details']) && depth < DEPTH ? error['details'] : []
  return details
    .slice(0, DETAILS)
    .flatMap(detail => {
      const { code, message } = recordOf(detail)
      return [`${textOf(code)}: ${textOf(message)}`, ...detailsOf(recordOf(detail), depth + 1)]
    })
    .slice(0, DETAILS)
}

function additionalOf(error: Readonly<Record<string, unknown>>): string[] {
  const additional = Array.isArray(error['additionalInfo']) ? error['additionalInfo'] : []
  return additional.slice(0, DETAILS).map(info => {
    try {
      return JSON.stringify(info)
    } catch {
      // Nested deeper than the engine's stack is: no service means that.
      return 'additional information that is nested too deeply'
    }
  })
}

/** @returns an ARM error of status 0 for a request that got no answer; `notSent` where it cannot have arrived. */
export function errorThrown(thrown: unknown): ArmError {
  const error: ArmError = { code: 'NoAnswer', message: messageOf(thrown), status: 0, details: [] }
  return isNotSent(thrown) ? { ...error, notSent: true } : error
}

/** What never left, or never arrived: a write that met it was not made. */
const NOT_SENT = /^(ECONNREFUSED|EAI_AGAIN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH)$/

function isNotSent(fault: unknown): boolean {
  return isRecord(fault) && NOT_SENT.test(textOf(fault['code']))
}

/** Another operation holds the cluster or the extension; it ends by itself. */
export function isBusy({ code, message, status }: ArmError): boolean {
  // An operation that was taken and has failed. Helm's own lock reads alike, and does not end by itself.
  if (status === 200) return code === 'UpdateFailed' && /conflicting operation/i.test(message)
  if (status !== 409) return false
  if (/^(MissingSubscriptionRegistration|ScopeLocked)$/.test(code)) return false
  return /another operation|conflicting operation|operation .{0,40}in progress|pending-operation|due to a conflict/i.test(
    message,
  )
}

/** Nothing of the kind is there (yet): the group, the cluster, or what is below them. */
export function isMissing({ code, status }: ArmError): boolean {
  return status === 404 && /^(ResourceGroupNotFound|ResourceNotFound|ParentResourceNotFound|NotFound)$/.test(code)
}

/** @returns what ARM answered, as a fact. @param during what was being done, as a sentence. */
export function armErrorFact(error: ArmError, during: string): ArmErrorFact {
  const { code, message, status, details } = error
  return { kind: 'arm-error', time: new Date().toISOString(), text: message, data: { code, status, during, details } }
}

/** @returns what the run ends on. @param more what else of the request matters to what it means. */
export function refusal(error: ArmError, during: string, more: Pick<ArmErrorFact['data'], 'request'> = {}): Refusal {
  const fact = armErrorFact(error, during)
  return new Refusal([{ ...fact, data: { ...fact.data, ...more, ends: true } }])
}

/** @returns an error that a service states by what is there, rather than by an answer. @param code ours, which a failure class knows. */
export function stateAsError(code: string, message: string): ArmError {
  return { code, message, status: 200, details: [] }
}

/** @returns an error for an answer that should be a list, and is not a whole one. */
export function noList(message: string, status = 200): ArmError {
  return { code: 'NoList', message, status, details: [] }
}

/** @returns the error in a line. */
export function lineOf({ code, message }: ArmError): string {
  return `${code}: ${message.split('\n')[0]?.slice(0, 500) ?? ''}`
}
