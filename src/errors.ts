/**
 * The error that users read: what was being done, the likely cause, the next step. Its `cause` is kept for debug logs.
 */
export class ActionError extends Error {
  override readonly name = 'ActionError'
  readonly doing: string
  readonly likely: string
  readonly next: string

  constructor(parts: { doing: string; likely: string; next: string; cause?: unknown }) {
    super([parts.doing, parts.likely, parts.next].filter(Boolean).join('\n'), { cause: parts.cause })
    this.doing = parts.doing
    this.likely = parts.likely
    this.next = parts.next
  }
}

/** @returns the message of whatever was thrown, causes appended in brackets, at most 16,384 characters: cut shorter only where secrets are out of it. */
export function messageOf(thrown: unknown): string {
  const parts: string[] = []
  for (let at: unknown = thrown; at !== undefined && at !== null && parts.length < 4; ) {
    const text = at instanceof Error ? at.message || at.name : String(at)
    if (text && !parts.some(part => part.includes(text))) parts.push(text)
    at = at instanceof Error ? at.cause : undefined
  }
  const [first = 'unknown error', ...causes] = parts
  return (causes.length > 0 ? `${first} (${causes.join('; ')})` : first).slice(0, 16_384)
}
