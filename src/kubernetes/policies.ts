/** Admission policies with all that a verdict needs: bindings, params, and the release namespace's labels. */
import { Channel } from '../channel.ts'
import { messageOf } from '../errors.ts'
import type { CollectionId } from '../model/collections.ts'
import { type Evidence, gap } from '../model/evidence.ts'
import type { ApiServer } from './api-server/interface.ts'
import { changesOf } from './collection.ts'
import { bare, Params, REMEDY } from './params.ts'

const GROUP = '/apis/admissionregistration.k8s.io/v1'
/** @param namespace the release namespace, once it is known. */
export async function* watchPolicies(
  api: ApiServer,
  namespace: Promise<string>,
  signal: AbortSignal,
): AsyncGenerator<Evidence> {
  const out = new Channel<Evidence>()
  const params = new Params(api, out, namespace, signal)
  const follow = async (kind: 'policy' | 'binding', plural: string, what: CollectionId) => {
    const collection = { what, path: `${GROUP}/${plural}`, remedy: REMEDY }
    for await (const change of changesOf(api, collection, signal)) {
      // Before the listing is told: whoever waits for it counts on the params of what was listed being there too.
      if (change.type === 'told') {
        await params.untilRead()
        out.push(change.fact)
        continue
      }
      const body = bare(change.object)
      const gone = change.type === 'deleted'
      out.push({
        kind,
        time: new Date().toISOString(),
        object: {
          kind: kind === 'policy' ? 'ValidatingAdmissionPolicy' : 'ValidatingAdmissionPolicyBinding',
          name: body.metadata.name,
        },
        text: '',
        data: { body: gone ? null : body },
      })
      params.learn(kind, body, gone)
    }
  }
  Promise.all([
    follow('policy', 'validatingadmissionpolicies', 'policies'),
    follow('binding', 'validatingadmissionpolicybindings', 'bindings'),
  ])
    .catch((thrown: unknown) => out.push(gap('policies', messageOf(thrown), { remedy: REMEDY })))
    .finally(() => out.close())
  yield* out
}
