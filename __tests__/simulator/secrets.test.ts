import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { CLIENT_SECRET, TENANT } from '../../simulator/entra.ts'
import { GITHUB_TOKEN, startGitHub } from '../../simulator/github.ts'
import { startSimulator } from '../../simulator/index.ts'
import { towardsGitHub } from '../../simulator/pull-request.ts'
import { POST, runStep, towards } from '../../simulator/runner.ts'
import { type AnyObject, loadScenario, type Scenario } from '../../simulator/scenario.ts'

const rollback = loadScenario('atomic-rollback')
const KEY = [
  '-----BEGIN RSA KEY-----',
  'bGluZSBvbmUgb2YgdGhlIGtleQ',
  'c2Vjb25kIGxpbmUgb2YgaXQ9PQ',
  '-----END RSA KEY-----',
].join('\n')
const QUOTED = "q\"uo\\te<d>&s3cr+t pa$$ 'word'"
const SECRETS = [CLIENT_SECRET, KEY, QUOTED]

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** Each form in which a secret may travel, by name; written without the redactor's own code. */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret)
  const quoted = (text: string) => text.slice(1, -1)
  return [
    secret,
    ...secret.split('\n'),
    quoted(json),
    quoted(JSON.stringify(json)),
    encodeURIComponent(secret),
    new URLSearchParams({ k: secret }).toString().slice(2),
    base64(secret),
    Buffer.from(secret).toString('base64url'),
    base64(base64(secret)),
    Buffer.from(secret).toString('hex'),
    Buffer.from(secret).toString('hex').toUpperCase(),
    secret.replace(
      /[&<>"']/g,
      each => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[each] ?? '',
    ),
  ]
}

/** In the middle of a longer text, at each of the three offsets; the characters at its ends belong to its neighbours too. */
const inside = SECRETS.flatMap(secret => ['a', 'ab', 'abc'].map(before => base64(`${before}${secret}xyz`)))
const forms = [...new Set([...SECRETS.flatMap(formsOf), ...inside])]
const searched = forms.map(form => (inside.includes(form) ? form.slice(4, -6) : form))
const line = (form: string) => `level=error token=${form} end`
const all = forms.map(line)

/** The reported failure, in which everyone who writes anything writes all secrets in all forms. */
function planted(): Scenario {
  const [pod, ...others] = rollback.kubernetes?.pods ?? []
  if (pod === undefined) throw new Error('the scenario has no pod')
  const withMessages = (object: AnyObject): AnyObject => ({
    ...object,
    metadata: { ...object.metadata, annotations: { note: all.join(' ') } },
    spec: {
      ...(object['spec'] as object),
      ...('validations' in (object['spec'] as object)
        ? { validations: [{ expression: 'false', message: all.join(' ') }] }
        : {}),
    },
  })
  const text = all.join('\n')
  const denial = (form: string) =>
    `configmaps "x" is forbidden: ValidatingAdmissionPolicy 'aks-managed-protect-system-namespaces' with binding 'aks-managed-protect-system-namespaces-binding' denied request: ${form}`
  return {
    ...rollback,
    speed: 20,
    cuts: {},
    identity: 'client-secret',
    faults: [
      {
        at: 'operation',
        skip: 1,
        times: 1,
        status: 400,
        body: {
          error: {
            code: 'BadRequest',
            message: `your token {bearer} ${all.join(' ')}`,
            details: [{ code: 'Inner', message: text }],
          },
        },
      },
      { at: 'events', times: 1, status: 403, body: { kind: 'Status', message: `no ${all.join(' ')}`, code: 403 } },
    ],
    azure: {
      ...rollback.azure,
      extension: {
        ...rollback.azure?.extension,
        operation: { ends: '60s', status: 'Failed', error: { code: 'ExtensionOperationFailed', message: text } },
      },
    },
    kubernetes: {
      ...rollback.kubernetes,
      namespaces: [{ name: 'flux-system', created: '1s', labels: { note: 'no-secret-fits-a-label' } }],
      policies: (rollback.kubernetes?.policies ?? []).map(withMessages),
      bindings: (rollback.kubernetes?.bindings ?? []).map(withMessages),
      events: [{ at: '4s', object: 'Pod/p', reason: 'Failed', message: text }],
      pods: [
        {
          ...pod,
          containers: [
            {
              name: 'manager',
              starts: [
                { at: '9s', log: [text, ...forms.map(denial)], exit: { after: '2s', code: 1 } },
                { at: '23s', log: [text, ...forms.map(denial)], exit: { after: '2s', code: 1 } },
              ],
            },
          ],
        },
        ...others,
      ],
    },
  }
}

test('secrets that everyone writes, in every form, are found again nowhere', { timeout: 60_000 }, async () => {
  for (const early of ['true', 'false']) {
    const simulator = await startSimulator(planted())
    const github = await startGitHub()
    const to = towards(simulator, {
      'configuration-protected-settings': JSON.stringify({ key: KEY, quoted: QUOTED, tenant: TENANT }),
      'stop-on-proven-cause': early,
      logs: 'all',
    })
    const { inputs, environment } = towardsGitHub(to, github)
    const run = await runStep({ inputs, environment })
    // What a killed run leaves is told by the post step, from the journal alone.
    const { reported: _, ...state } = run.state
    const post = await runStep({ inputs, environment, entry: POST, temp: run.temp, state })
    await simulator.close()
    await github.close()
    assert.equal(github.comments.length, 1, run.stdout.slice(-1000))
    assert.equal(run.outputs['failure-class'], 'admission-policy-denied', run.stdout.slice(-2000))
    const folder = dirname(run.outputs['evidence-path'] ?? '')
    const sinks: Record<string, string> = {
      stdout: run.stdout.replace(/^::add-mask::.*$/gm, ''),
      stderr: run.stderr,
      comment: JSON.stringify(github.exchanges),
      summary: run.summary,
      outputs: JSON.stringify(run.outputs),
      state: JSON.stringify(run.state),
      'post stdout': post.stdout,
      'post summary': post.summary,
    }
    for (const file of readdirSync(folder)) sinks[file] = readFileSync(join(folder, file), 'utf8')
    const found = Object.entries(sinks).flatMap(([sink, text]) =>
      [...searched, 'eyJhbGciOi', GITHUB_TOKEN].filter(form => text.includes(form)).map(form => `${sink}: ${form}`),
    )
    console.log(
      `${forms.length} forms of ${SECRETS.length} secrets planted in 9 sources: found again ${found.length} in ${Object.keys(sinks).length} sinks`,
    )
    assert.deepEqual(found, [])
    // Masked before its first use: each line of several, and the tokens.
    for (const secret of [CLIENT_SECRET, ...KEY.split('\n'), QUOTED])
      assert.ok(run.stdout.includes(`::add-mask::${secret.replaceAll('%', '%25')}`), secret)
    // Ids and names are none, though a protected setting holds one.
    assert.ok(!run.stdout.includes(`::add-mask::${TENANT}`))
    assert.match(sinks['evidence.jsonl'] ?? '', /my-cluster/)
    assert.match(run.summary, /flux-system/)
  }
})
