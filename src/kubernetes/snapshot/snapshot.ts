/** One output of the script: its parts, and which start of a container each log is of. */
import { isRecord, parsedJson } from '../../json.ts'
import { KubernetesError } from '../api-server/interface.ts'
import type { WireContainerStatus, WirePod } from '../wire.ts'
import { type Part, partsOf } from './script.ts'

export type Which = 'current' | 'previous'

export class Snapshot {
  readonly parts: ReadonlyMap<string, Part>
  readonly namespace: string
  /** ISO 8601: nothing in it is older. */
  readonly takenAt: string
  /** Ids of starts, by pod, container and which. */
  readonly #starts = new Map<string, string>()

  /** @throws Error where the output holds no part */
  constructor(output: string, mark: string, namespace: string, takenAt: string) {
    this.parts = partsOf(output, mark)
    this.namespace = namespace
    this.takenAt = takenAt
    if (this.parts.size === 0)
      throw new Error(`its output did not come from the script: ${output.trim().slice(0, 300) || 'empty'}`)
    for (const pod of podsIn(this.parts.get('pods'))) this.#learn(pod)
  }

  #learn({ metadata, status }: WirePod): void {
    for (const each of [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])])
      for (const which of ['current', 'previous'] as const) {
        const id = idOf(each, which)
        if (id !== '') this.#starts.set(`${metadata?.name}/${each.name}/${which}`, id)
      }
  }

  /** @returns the id of a container's start; '' where it is not known. */
  startOf(pod: string, container: string, which: Which): string {
    return this.#starts.get(`${pod}/${container}/${which}`) ?? ''
  }

  /** @returns the log of that start; undefined where it was not read, `gone` where another start is in its place. */
  logOf(pod: string, container: string, id: string): Part | 'gone' | undefined {
    const which = (['current', 'previous'] as const).find(each => this.startOf(pod, container, each) === id)
    if (which !== undefined) return this.parts.get(`log/${pod}/${container}/${which}`)
    return 'gone'
  }
}

/** As kubectl logs has them: a container that waits has its last start as the current one. */
function idOf({ containerID, state, lastState }: WireContainerStatus, which: Which): string {
  if (which === 'current') return containerID ?? state?.terminated?.containerID ?? ''
  return lastState?.terminated?.containerID ?? ''
}

function podsIn(part: Part | undefined): readonly WirePod[] {
  if (part === undefined || part.status !== 0 || part.cut) return []
  const list = parsedJson(part.text.trim())
  return isRecord(list) && Array.isArray(list['items']) ? list['items'].filter(isRecord) : []
}

/** @throws KubernetesError with what kubectl said, or where it was cut */
export function listIn(part: Part | undefined, name: string): { readonly items: readonly unknown[] } {
  if (part === undefined) throw new KubernetesError('the output of the run command was cut before this part', 0)
  if (part.status !== 0) throw errorOf(part)
  if (part.cut) throw new KubernetesError(`${name} exceeds the output limit of a run command`, 0)
  const list = parsedJson(part.text.trim())
  if (isRecord(list) && Array.isArray(list['items'])) return { ...list, items: list['items'] }
  throw new KubernetesError('the answer is not a list', 0)
}

/** kubectl names the reason of a Status: "Error from server (NotFound): …". */
const STATUS: Readonly<Record<string, number>> = { BadRequest: 400, Unauthorized: 401, Forbidden: 403, NotFound: 404 }

export function errorOf({ text }: Part): KubernetesError {
  const [, reason = ''] = /^Error from server \((\w+)\)/m.exec(text) ?? []
  return new KubernetesError(text.trim() || 'kubectl gave no reason', STATUS[reason] ?? 0)
}
