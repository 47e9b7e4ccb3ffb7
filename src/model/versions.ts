/** Versions as the extension service and Kubernetes write them: which is newer, which is nearest, which a range holds. */

/** Numbers of a version, a leading v and what follows a - or + left out. */
function numbersOf(version: string): number[] {
  return (version.replace(/^v/i, '').split(/[-+]/)[0] ?? '').split('.').map(each => Number.parseInt(each, 10) || 0)
}

/** @returns less than 0 where a is older than b. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)]
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** @returns all of them, those nearest to the wanted one first: of its minor version, of its major version, then by number. */
export function nearestVersions(wanted: string, all: readonly string[]): string[] {
  const [major = 0, minor = 0, patch = 0] = numbersOf(wanted)
  const distance = (version: string) => {
    const [a = 0, b = 0, c = 0] = numbersOf(version)
    return Math.abs(a - major) * 1e8 + Math.abs(b - minor) * 1e4 + Math.abs(c - patch)
  }
  return [...all].sort((a, b) => distance(a) - distance(b) || compareVersions(b, a))
}

/**
 * @param range as the extension types API has it: `1.18..1.21`, `>1.22`, `<=1.24`, `1.20`. Minor versions count.
 * @returns whether the Kubernetes version is in it; false for a form that is not known.
 */
export function isInRange(version: string, range: string): boolean {
  const minor = (text: string) => numbersOf(text).slice(0, 2).join('.')
  const against = (bound: string) => compareVersions(minor(version), minor(bound))
  const [, from = '', to = ''] = /^\s*v?([\d.]+?)\s*\.\.\s*v?([\d.]+)\s*$/.exec(range) ?? []
  if (from !== '') return against(from) >= 0 && against(to) <= 0
  const [, sign = '', bound = ''] = /^\s*(>=|<=|>|<|=)?\s*v?(\d[\d.]*)\s*$/.exec(range) ?? []
  if (bound === '') return false
  const order = against(bound)
  return { '>': order > 0, '>=': order >= 0, '<': order < 0, '<=': order <= 0 }[sign] ?? order === 0
}
