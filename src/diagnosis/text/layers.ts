/**
 * What an error says innermost, out of what services wrap around it: the extension service's braces and brackets, Helm's
 * atomic and hook prefixes, Flux's and kubectl's. Shapes: Azure Arc and AKS extension errors as public reports quote them.
 */

/** Where a wrapping ends and what it wraps begins. */
const WRAPPING =
  /InnerError\s*:?\s*[[{]\s*|\berr(?:or)?\s*:?\s*[[{]\s*|due to atomic being set: |\bfailed (?:pre|post)-(?:install|upgrade|delete|rollback): |\b(?:pre|post)-(?:install|upgrade|delete|rollback) hooks? failed: |\bHook (?:pre|post)-\S+ \S+ failed: |\b(?:INSTALLATION|UPGRADE) FAILED: |\bHelm (?:install|upgrade|rollback|test|uninstall) failed[^:]{0,300}: |dry-run failed[^:]{0,40}: |\bError creating: |\bError: |Kubernetes cluster unreachable: (?!Get\b|dial\b)|(?<=\b(?:Get|Post|Put|Patch|Head|Delete) \\{0,4}"?https?:[^\s"]{1,400}"?:[^"]{0,120}): (?=(?:Get|Post|Put|Patch|Head|Delete) \\{0,4}"?https?:)|\b(?:acquiring a token|getting credentials|cannot request token): /g

/**
 * Advice that the service adds to every failure, whatever the cause: its "policies blocking" was seen where the network was.
 */
const BOILERPLATE =
  /\s*:\s*Recommendation\b[\s\S]*?(?=\s*:\s*InnerError\b|\]|\}|$)|,?\s*For (?:general|more application specific) troubleshooting[,]?\s*visit:? \S+/g

/** @returns the text without what the service adds to each. */
export function withoutBoilerplate(text: string): string {
  return text.replace(BOILERPLATE, ' ')
}

/** An inner error is said in less; layers overlap, so that their lengths add up. */
const LAYER_LENGTH = 2048
const LAYERS = 8

/** @returns the text from behind each wrapping, the innermost first, and at last the whole. */
export function layersOf(text: string): string[] {
  const bare = withoutBoilerplate(text)
  const starts = [...bare.matchAll(WRAPPING)].map(match => match.index + match[0].length)
  const inner = starts
    .slice(-LAYERS)
    .reverse()
    .map(start => bare.slice(start, start + LAYER_LENGTH))
    .filter(each => /\w/.test(each))
  return [...inner, bare]
}
