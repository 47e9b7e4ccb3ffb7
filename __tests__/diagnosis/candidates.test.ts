/** A line that the prefilter lets through always reaches the rules: what is found as a tool's output is found in a log. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { LITERALS } from '../../src/diagnosis/index.ts'
import { judged, samples } from './confusion.ts'

/** For literals of which no real message is at hand; wordings of Kubernetes, Azure Identity, client-go and Flux. */
const WORDED: Readonly<Record<string, string>> = {
  'is attempting to grant RBAC permissions':
    'roles.rbac.authorization.k8s.io "x" is forbidden: user "system:serviceaccount:a:b" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held',
  'extension-immutable-values': 'configmaps "extension-immutable-values" not found',
  CreateContainerConfigError: 'CreateContainerConfigError: secret "token" not found',
  ManagedIdentityCredential: 'ManagedIdentityCredential authentication failed for the vault',
  'unable to load in-cluster configuration':
    'unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined',
  ' dry-run failed (': 'Namespace/shop dry-run failed (Forbidden): namespaces "shop" may not be made',
  'kustomization path not found': 'kustomization path not found: stat /tmp/x/apps: no such file or directory',
  'ealth check timed out for': "Health check timed out for [Deployment 'shop/api']",
  'ealth check failed': 'Health check failed after 5m0s: Deployment/shop/api status: InProgress',
}

const all = samples()
for (const literal of LITERALS)
  describe(literal, () => {
    const texts = all.filter(({ text }) => text.includes(literal)).map(({ text }) => text)
    const worded = WORDED[literal]
    for (const text of worded === undefined ? texts : [...texts, worded])
      test(text.replace(/\s+/g, ' ').slice(0, 90), async () => {
        const sample = { class: '', origin: '', text }
        const [logged, told] = await Promise.all(['pod-log', 'cli-output'].map(source => judged({ ...sample, source })))
        assert.equal(logged?.found, told?.found)
      })

    test('a text that holds it is found in a log', async () => {
      const found = await Promise.all(
        (worded === undefined ? texts : [worded]).map(text =>
          judged({ class: '', origin: '', source: 'pod-log', text: text.replace(/\s+/g, ' ') }),
        ),
      )
      assert.ok(
        found.some(each => each.found !== 'none'),
        'no message of it is found',
      )
    })
  })
