/** Objects of Kubernetes that a text holds as JSON, on one line or over many. */
import { isRecord } from '../../json.ts'

/** Lines that one object may have; a longer one is read as text. */
const LONGEST = 5000

/** @returns the objects that begin at a line, and how many lines they take; undefined where none does. */
export function jsonObjects(
  lines: readonly string[],
  start: number,
): { readonly objects: readonly unknown[]; readonly lines: number } | undefined {
  const first = lines[start]?.trim() ?? ''
  if (!first.startsWith('{') && !/^\[\s*(?:\{.*)?$/.test(first)) return undefined
  const end = endOf(lines, start)
  if (end === undefined) return undefined
  try {
    const value: unknown = JSON.parse(lines.slice(start, end).join('\n'))
    const all = Array.isArray(value) ? value : [value]
    return all.length > 0 && all.every(isKubernetes) ? { objects: all, lines: end - start } : undefined
  } catch {
    return undefined
  }
}

function isKubernetes(value: unknown): boolean {
  if (!isRecord(value)) return false
  if (value['kind'] === 'Status') return false
  if (typeof value['kind'] === 'string' && ('metadata' in value || 'items' in value || 'involvedObject' in value))
    return true
  return Array.isArray(value['conditions']) || Array.isArray(value['containerStatuses'])
}

/** Strings are no brackets. */
const STRING = /"(?:[^"\\]|\\.)*"/g

/** Where the brackets that a line opens are closed. */
function endOf(lines: readonly string[], start: number): number | undefined {
  let open = 0
  for (let at = start; at < Math.min(lines.length, start + LONGEST); at++) {
    const bare = (lines[at] ?? '').replace(STRING, '')
    open += (bare.match(/[{[]/g)?.length ?? 0) - (bare.match(/[}\]]/g)?.length ?? 0)
    if (open <= 0) return at + 1
  }
  return undefined
}
