/** Lists, as lines or with commas. */

/** @returns the items, without blanks. */
export function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[\n,]/)
    .map(each => each.trim())
    .filter(Boolean)
}
