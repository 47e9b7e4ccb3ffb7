/** JSON of which nothing is known: what comes from a service, a proxy before it, or a file. */

/** @returns the value, or undefined where the text is no JSON. */
export function parsedJson(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

/** @returns whether it is an object with members: not null, not a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** @returns the value as an object; one without members where it is none. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}

/** @returns the value where it is text; '' where it is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
