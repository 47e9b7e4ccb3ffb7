/**
 * Errors of Azure Resource Manager and its resource providers. ARM and Microsoft.KubernetesConfiguration nest them under
 * `error`; AKS often answers flat `{code, message, details, subcode}` (Azure REST API guidelines; public AKS issues).
 */
import { messageOf } from '../../errors.ts'

export interface ArmError {
  readonly code: string
  readonly message: string
  /** HTTP status; 200 for an operation that failed, 0 where none was seen. */
  readonly status: number
  /** `code: message` of each nested detail, whole, in order. */
  readonly details: readonly string[]
}

/** @returns the error in an ARM body, or undefined when there is none. */
export function armErrorIn(body: unknown, status: number): ArmError | undefined {
  const outer = record(body)
  const error = record(outer['error']) ?? {}
  const at = typeof error['code'] === 'string' || typeof error['message'] === 'string' ? error : outer
  if (typeof at['code'] !== 'string' && typeof at['message'] !== 'string') return undefined
  return {
    code: text(at['code']),
    message: text(at['message']),
    status,
    details: [...detailsOf(at), ...additionalOf(at)],
  }
}

/** Of a page in the place of an error; shorter cuts are made where secrets are out of it. */
const PAGE = 16_384

/** @returns the error in a response's text; where it holds no ARM error, one made of status and the text's beginning. */
export function armErrorOf(bodyText: string | null | undefined, status: number): ArmError {
  let body: unknown
  try {
    body = JSON.parse(bodyText ?? '')
  } catch {
    body = undefined
  }
  return (
    armErrorIn(body, status) ?? {
      code: `HTTP ${status}`,
      message: (bodyText ?? '').slice(0, PAGE),
      status,
      details: [],
    }
  )
}

/** @returns the ARM error in what an Azure SDK threw (a RestError keeps the whole body in `details`), or undefined. */
export function armErrorThrown(thrown: unknown): ArmError | undefined {
  const error = record(thrown)
  const status = error['statusCode']
  if (typeof status !== 'number') return undefined
  return (
    armErrorIn(error['details'], status) ?? {
      code: text(error['code']) || `HTTP ${status}`,
      message: text(error['message']),
      status,
      details: [],
    }
  )
}

function detailsOf(error: Record<string, unknown>): string[] {
  const details = Array.isArray(error['details']) ? error['details'] : []
  return details.slice(0, 50).flatMap(detail => {
    const { code, message } = record(detail)
    return [`${text(code)}: ${text(message)}`, ...detailsOf(record(detail))]
  })
}

function additionalOf(error: Record<string, unknown>): string[] {
  const additional = Array.isArray(error['additionalInfo']) ? error['additionalInfo'] : []
  return additional.slice(0, 50).map(info => JSON.stringify(info))
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** @returns an ARM error for whatever a request threw; one of status 0 where no answer came. */
export function errorThrown(thrown: unknown): ArmError {
  return armErrorThrown(thrown) ?? { code: 'NoAnswer', message: messageOf(thrown), status: 0, details: [] }
}
