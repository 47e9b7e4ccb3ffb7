/** What a pasted text says by its shape: which object, and what of it is over. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { read } from '../../../src/diagnosis/reading/index.ts'
import type { TextFact } from '../../../src/model/evidence.ts'
import { judged } from '../confusion.ts'

const paste = (text: string): TextFact => ({ kind: 'cli-output', time: '2026-03-09T12:00:00Z', text, data: {} })
const failing = (text: string) =>
  read(paste(text))
    .passages.filter(each => each.failed)
    .map(({ object, reason, text: said }) =>
      [object?.kind, object?.namespace, object?.name, reason, said].map(each => each ?? '').join(' | '),
    )

const EVENTS = `LAST SEEN   TYPE      REASON             OBJECT          MESSAGE
5m          Warning   FailedScheduling   pod/web-1       0/3 nodes are available: 3 Insufficient cpu.
4m          Normal    Scheduled          pod/web-1       Successfully assigned shop/web-1 to node-1
2m          Warning   Failed             pod/web-2       Error: ErrImagePull`

const rows: readonly (readonly [name: string, text: string, said: readonly string[]])[] = [
  [
    'a listing of pods: those that are not well, and no other',
    `NAMESPACE   NAME    READY   STATUS             RESTARTS      AGE
shop        web-1   1/1     Running            0             5m
shop        web-2   0/1     CrashLoopBackOff   6 (2m ago)    9m
shop        job-1   0/1     Completed          0             9m`,
    ['Pod | shop | web-2 | CrashLoopBackOff | CrashLoopBackOff'],
  ],
  ['events: what the same object got over is over', EVENTS, ['Pod |  | web-2 | Failed | Error: ErrImagePull']],
  [
    'events of old, with their ages the other way round',
    `2m   Normal    Pulled       pod/a   Successfully pulled image
9m   Warning   Failed       pod/a   Failed to pull image "x"`,
    [],
  ],
  [
    'a condition that is bad when it is True, and one that is not',
    `status:
  conditions:
  - type: Stalled
    status: "False"
    reason: Fine
    message: nothing
  - type: Ready
    status: "False"
    reason: BuildFailed
    message: 'kustomize build failed: no such file'`,
    [' |  |  | BuildFailed | kustomize build failed: no such file'],
  ],
  [
    'a condition that is printed again is as it is printed last',
    `- type: Ready
  status: "False"
  reason: ArtifactFailed
  message: boom
  lastTransitionTime: "2026-01-01T00:00:00Z"
- type: Ready
  status: "True"
  reason: Succeeded
  message: fine
  lastTransitionTime: "2026-01-01T00:01:00Z"`,
    [],
  ],
  [
    'a listing that is watched: the last row of an object counts',
    `NAME   AGE   READY   STATUS
web    3s    False   source is not ready
web    9s    True    Helm install succeeded`,
    [],
  ],
  [
    'what is under way is not well yet',
    `NAME   AGE   READY     STATUS
web    3s    False     Helm install failed: boom
web    9s    Unknown   Running 'install' action`,
    [' |  | web |  | Helm install failed: boom'],
  ],
  [
    'conditions of a node: healthy ones are no failure, whatever they are False for',
    `  OutOfDisk        False   Wed, 23 May 2018 13:56:16 +0000   Wed, 23 May 2018 08:11:28 +0000   KubeletHasSufficientDisk   enough disk
  Ready            True    Wed, 23 May 2018 13:56:16 +0000   Wed, 23 May 2018 08:11:28 +0000   KubeletReady               ready`,
    [],
  ],
  [
    'nodes that are not Ready',
    'k8s-2     NotReady   <none>   5d        v1.27.0',
    ['Node |  | k8s-2 | NotReady | node k8s-2 NotReady'],
  ],
  [
    'an object as JSON, over many lines',
    `{
  "kind": "Pod", "metadata": { "name": "web", "namespace": "shop" },
  "status": { "containerStatuses": [
    { "name": "app", "ready": false, "restartCount": 3, "state": { "waiting": { "reason": "CrashLoopBackOff" } } }
  ] }
}`,
    ['Pod | shop | web | CrashLoopBackOff | CrashLoopBackOff'],
  ],
  [
    'terraform: the box and the times of the runner are taken off',
    `2026-01-01T00:00:00.0000000Z ╷
2026-01-01T00:00:00.0000000Z │ Error: something broke
2026-01-01T00:00:00.0000000Z │ in the middle
2026-01-01T00:00:00.0000000Z ╵`,
    [' |  |  |  | Error: something broke in the middle'],
  ],
  ['a warning is no failure', 'Warning: this is deprecated\nWARNING: and this too', []],
  ['what a retry got over', 'Error: no such thing\nretry succeeded after 2 attempts', []],
  ['what ended well says nothing of before', 'Error: boom\nApply complete! Resources: 1 added', []],
  [
    "a command's line ends at its end",
    '$ helm upgrade web ./web\nError: UPGRADE FAILED: boom',
    [' |  |  |  | Error: UPGRADE FAILED: boom'],
  ],
]

describe('statements of a pasted text that say that something failed', () => {
  for (const [name, text, said] of rows) test(name, () => assert.deepEqual(failing(text), said))
})

describe('what is concluded of a paste', () => {
  const found = async (text: string) => {
    const { found: id, fields } = await judged({ class: '', source: 'cli-output', origin: '', text })
    return { id, fields }
  }

  test('several pods that met one cause are listed', async () => {
    const { id, fields } = await found(`web-1   0/1   CrashLoopBackOff   3   5m
web-2   0/1   CrashLoopBackOff   4   5m`)
    assert.equal(id, 'crash-loop')
    assert.deepEqual(fields['pod'], ['web-1', 'web-2'])
  })

  test('the command line and the events around a statement place it', async () => {
    const { fields } = await found(`$ kubectl describe pod web-1 -n shop
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
    Ready:          False
    Restart Count:  4`)
    assert.deepEqual([fields['pod'], fields['namespace']], ['web-1', 'shop'])
  })

  test('an unknown failure is told of, by its innermost code and sentence', async () => {
    const { id, fields } = await found(
      '{"error":{"code":"Outer","message":"failed","details":[{"code":"InnerCode","message":"The frobnicator is out of sparks."}]}}',
    )
    assert.equal(id, 'unrecognised-failure')
    assert.deepEqual([fields['code'], fields['message']], ['InnerCode', 'The frobnicator is out of sparks.'])
  })

  for (const [name, text] of [
    ['an empty text', ''],
    ['a line of prose', 'the weather is fine'],
    [
      'a healthy check of flux',
      '✔ all checks passed\n✗ flux 0.19.1 <0.21.1 (new version is available, please upgrade)',
    ],
  ] as const)
    test(`nothing: ${name}`, async () => assert.equal((await found(text)).id, 'none'))
})
