/** The kubeconfig that Azure gives of a managed cluster. */
import { recordOf } from '../../json.ts'
import type { ClusterId } from '../../model/request.ts'
import type { Arm } from '../arm/client.ts'
import { refusal, stateAsError } from '../arm/error.ts'
import { askCluster } from './read.ts'

/** The install goes on without the cluster's own evidence: it is not worth a long wait. */
const OPTIONAL = { tries: 2, answerMs: 15_000, longestPauseMs: 15_000 }

/**
 * @returns the user kubeconfig (YAML). With Entra it holds no credential but the address and the CA; without, it is an
 * admin certificate. @throws Refusal; Error for a cluster of which Azure gives none
 */
export async function readKubeconfig(arm: Arm, cluster: ClusterId, signal: AbortSignal): Promise<string> {
  if (cluster.type === 'connectedClusters')
    throw new Error(
      'Azure gives no access to the API server of an Arc-connected cluster. Set the input kubeconfig, and run the step where the API server can be reached.',
    )
  const doing = `Reading the address of ${cluster.name}'s API server (listClusterUserCredential).`
  const answer = await askCluster(arm, 'POST', cluster, '&format=exec', signal, OPTIONAL, '/listClusterUserCredential')
  if (answer.error !== undefined) throw refusal(answer.error, doing)
  const { kubeconfigs } = recordOf(answer.body)
  const value = Array.isArray(kubeconfigs) ? recordOf(kubeconfigs[0])['value'] : ''
  if (typeof value === 'string' && value !== '') return Buffer.from(value, 'base64').toString()
  throw refusal(stateAsError('NoKubeconfig', 'The answer contains no kubeconfig.'), doing)
}
