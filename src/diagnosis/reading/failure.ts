/** A failure's own shape: what tools and services print when they failed, whatever it was. Never warnings. */
import { sentenceOf } from '../text/sentence.ts'

export interface Failure {
  readonly code: string
  readonly message: string
}

/** Looked at and not taken: the next error may begin in it. */
const MESSAGE = String.raw`(?=(?<message>[\s\S]{1,2000}))`
/** The more a shape says of itself, the earlier it is tried; of one shape the last, which is the innermost, counts. */
const SHAPES: readonly RegExp[] = [
  /\\{0,8}["'][cC]ode\\{0,8}["']\s*:\s*\\{0,8}["'](?<code>[A-Za-z]\w{1,80})\\{0,8}["'][^{}]{0,600}?\\{0,8}["'][mM]essage\\{0,8}["']\s*:\s*\\{0,8}["'](?=(?<message>[\s\S]{1,2000}))/g,
  /\b[cC]ode="(?<code>[A-Za-z]\w{1,80})" [mM]essage="(?=(?<message>[\s\S]{1,2000}))/g,
  new RegExp(String.raw`(?:^|\n|: )(?:ERROR: )?\((?<code>[A-Z]\w{2,80})\) ${MESSAGE}`, 'g'),
  new RegExp(String.raw`\b(?:INSTALLATION|UPGRADE|ROLLBACK|UNINSTALL|DELETE) FAILED:? ${MESSAGE}`, 'g'),
  new RegExp(String.raw`(?:^|\n)\s*[✗✘] ${MESSAGE}`, 'g'),
  new RegExp(
    String.raw`(?:^|\n)(?:Error|ERROR|error|FATAL|fatal|panic|(?:\w+\.)*\w{3,40}(?:Error|Exception))(?:\[\w+\])?: ${MESSAGE}`,
    'g',
  ),
  new RegExp(String.raw`(?:^|\n)Operation failed with status: '[^']{1,60}'\. Details: ${MESSAGE}`, 'g'),
  /\\{0,8}["']?\b(?:provisioningState|provisioning_state|ProvisioningState)\\{0,8}["']?\s*[:=]\s*\\{0,8}["']?(?<code>Failed|Canceled)\b(?![\s\S]*\b[pP]rovisioning_?[sS]tate\\{0,8}["']?\s*[:=]\s*\\{0,8}["']?Succeeded\b)/g,
]
/** What a step's runner says of any failure: how it ended, and not why. */
const OUTER =
  /^(?:Process completed with exit code|The process '.*' failed with exit code|exit status \d+|Script failed with exit code|command terminated)/

/** @returns the code and the sentence of a text that says of itself that it failed; undefined where it does not. */
export function failureIn(text: string): Failure | undefined {
  for (const shape of SHAPES) {
    const found = [...text.matchAll(shape)].at(-1)?.groups
    if (found === undefined) continue
    const message = sentenceOf(found['message'] ?? '')
    if (OUTER.test(message) || /Succeeded$/.test(found['code'] ?? '')) continue
    return { code: found['code'] ?? '', message }
  }
  return undefined
}

/** @returns whether a sentence says only how a step ended. */
export function isOuter(sentence: string): boolean {
  return OUTER.test(sentence)
}
