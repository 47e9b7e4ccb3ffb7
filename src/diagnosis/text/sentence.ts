/** The cause's own sentence, out of what follows it: the rest of a nest, of JSON, of a log's fields, the next statement. */

/** What services, az and Entra ID append to whatever was said. */
const APPENDED =
  /\}?\s*occurred while doing the operation\b|\s*(?:Trace ID|Correlation ID|Timestamp|Request Id|x-ms-correlation-request-id)\s*:|,?\s*For (?:general|more application specific) troubleshooting\b|\s*(?:,? ?[Pp]lease )?(?:see|visit|refer to) https:\/\/(?:aka\.ms|docs\.microsoft|learn\.microsoft)|\s+(?:Code|Message|Target|Exception Details): |;\s+if you choose to ignore these errors|\s+- error from a previous attempt\b|',? error while waiting for|\s+ensure CRDs are installed first|\s*%!w\(|\s*\n/
/** A string of JSON or logfmt has ended, and its next member begins. */
const MEMBER =
  /\\{0,8}"\s*[,}\]]\s*\\{0,8}(?:"|$)|\\{0,8}"\s+[A-Za-z_][\w.]{0,60}=|',?\s*'[A-Za-z_]\w{0,40}':|\\{0,8}"\s*[}\]]/

const OPEN = '([{'
const CLOSE = ')]}'

/** @returns the sentence without what is around it. Brackets that it opens itself are its own. */
export function sentenceOf(text: string): string {
  let sentence = text.trimStart()
  for (const end of [APPENDED, MEMBER]) {
    const at = sentence.search(end)
    if (at > 0) sentence = sentence.slice(0, at)
  }
  return untilClosed(sentence)
    .trim()
    .replace(/[\\"]+$/, end => (/^"$/.test(end) ? end : ''))
    .replace(/[\s,;:]+$/, '')
}

/** @returns the text up to the first bracket that it closes and has not opened. */
function untilClosed(text: string): string {
  const open: string[] = []
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (OPEN.includes(char)) open.push(CLOSE[OPEN.indexOf(char)] ?? '')
    else if (CLOSE.includes(char)) {
      // A bracket that is closed by another one is text, such as a half-open interval.
      if (open.length === 0) return text.slice(0, at)
      const own = open.lastIndexOf(char)
      if (own >= 0) open.length = own
    }
  }
  return text
}
