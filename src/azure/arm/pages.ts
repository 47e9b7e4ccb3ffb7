/** A list of Azure Resource Manager, page by page. */
import { ActionError, Refusal } from '../../errors.ts'
import { recordOf } from '../../json.ts'
import type { Arm } from './client.ts'
import { type ArmError, noList } from './error.ts'
import type { Patience } from './retry.ts'

/** No list that is read here is longer by far; what is longer has a link that leads back. */
const PAGES = 50

/** @returns all items, or why not all of them could be read: a part of a list tells nothing of what is not in it. */
export async function listAll(
  arm: Arm,
  path: string,
  signal: AbortSignal,
  patience: Patience = {},
): Promise<readonly unknown[] | ArmError> {
  const items: unknown[] = []
  const links = new Set<string>()
  let next = path
  for (;;) {
    if (links.has(next)) return noList('a page links back to an earlier page')
    if (links.size === PAGES) return noList(`the list has over ${PAGES} pages`)
    links.add(next)
    const answer = await page(arm, next, signal, patience)
    if ('code' in answer) return answer
    items.push(...answer.value)
    if (answer.nextLink === undefined) return items
    next = answer.nextLink
  }
}

async function page(
  arm: Arm,
  link: string,
  signal: AbortSignal,
  patience: Patience,
): Promise<ArmError | { readonly value: readonly unknown[]; readonly nextLink: string | undefined }> {
  try {
    const { body, error, status } = await arm.send('GET', link, signal, patience)
    if (error !== undefined) return error
    const { value, nextLink } = recordOf(body)
    if (!Array.isArray(value)) return noList(`HTTP ${status} without a list`, status)
    if (nextLink === undefined || nextLink === null || nextLink === '') return { value, nextLink: undefined }
    return typeof nextLink === 'string' ? { value, nextLink } : noList('the link to the next page is not valid')
  } catch (thrown) {
    signal.throwIfAborted()
    if (thrown instanceof ActionError || thrown instanceof Refusal) return noList(thrown.message)
    throw thrown
  }
}
