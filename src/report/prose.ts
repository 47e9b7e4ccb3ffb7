/** Sentences of errors and remedies, as an annotation has room for them. */

/** @returns at most two sentences, without the one that only introduces a command. */
export function prose(text: string): string {
  const sentences = text.split(/(?<=[.!?])\s+/)
  const kept = sentences.filter(each => !each.endsWith(':') || sentences.length === 1)
  return sentence(kept.slice(0, 2).join(' '))
}

/** @returns one line that ends like a sentence; '' for nothing. */
export function sentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  // A pattern that is tied to the end takes time by the square of the length.
  let end = line.length
  while (end > 0 && ' ,;:'.includes(line.charAt(end - 1))) end--
  return end === 0 ? '' : line.slice(0, end).replace(/([^.!?…])$/, '$1.')
}
