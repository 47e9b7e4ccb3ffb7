/** How many of what, in words. */

/** @returns `1 pod`, `2 pods`. @param noun one whose plural ends in s. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
