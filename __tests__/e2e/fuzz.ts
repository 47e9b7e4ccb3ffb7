/** Policies and requests made up from a seed, within what the evaluator says it knows (`npm run -s admission-oracle -- --list`). */
import { seeded } from '../random.ts'

export interface FuzzPolicy {
  readonly name: string
  readonly policy: Record<string, unknown> & { metadata: { name: string } }
  readonly binding: Record<string, unknown> & { metadata: { name: string } }
}

export interface FuzzRequest {
  readonly policy: string
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE'
  readonly namespace: string
  readonly name: string
  readonly user: string
  readonly groups: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  readonly data: Readonly<Record<string, string>>
}

export const FUZZ_NAMESPACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'fuzz-a': { team: 'a', tier: 'gold' },
  'fuzz-b': { team: 'b' },
  'fuzz-c': {},
}
/** Objects that are there for updates and deletions, with this data. */
export const EXISTING = ['here', 'there'] as const
export const EXISTING_DATA = { a: 'x', n: '3' }

const USERS = ['alice', 'ops@contoso.com', 'system:serviceaccount:fuzz-a:runner', 'system:serviceaccount:fuzz-b:robot']
const GROUPS = ['devs', 'system:masters-not', 'system:serviceaccounts:fuzz-a', 'break-glass']
const NAMES = ['a', 'lock-1', 'fluxconfig-immutable-values', 'x.y']
const WORDS = [
  'x',
  'abc',
  'ABC',
  '7',
  '-1',
  'r/web:1',
  '',
  'é',
  'a,b,c',
  '😀z',
  '\uffff',
  '10.0.0.7',
  '1.5Gi',
  '1000m',
  '1.2.3',
]
/** What is no number, and what 64 bits hardly hold or do not. */
const NUMBERS = [
  '9223372036854775807',
  '-9223372036854775808',
  '9223372036854775808',
  'x',
  '',
  ' 5',
  '007',
  '1.0',
  '1e3',
]

type Random = ReturnType<typeof seeded>

const quoted = (random: Random, text: string) => (random.below(2) === 0 ? `'${text}'` : `"${text}"`)
const listOf = (random: Random, from: readonly string[]) =>
  `[${from
    .filter(() => random.below(2) === 0)
    .map(each => quoted(random, each))
    .join(random.below(3) === 0 ? ',\n  ' : ', ')}]`

/** Variables that hold an optional; each policy has all of them. */
const OPTIONALS = [
  { name: 'maybe', expression: 'object.?data.?b' },
  { name: 'data', expression: 'optional.of(object.data)' },
  { name: 'nothing', expression: 'optional.none()' },
]

/** Strings, numbers and booleans of CEL; `depth` bounds how they nest. */
class Expressions {
  readonly #random: Random
  readonly #variables: readonly string[]

  constructor(random: Random, variables: readonly string[]) {
    this.#random = random
    this.#variables = variables
  }

  bool(depth: number): string {
    const { of, below } = this.#random
    if (depth > 0 && below(3) > 0)
      return of([
        () => `(${this.bool(depth - 1)} && ${this.bool(depth - 1)})`,
        () => `(${this.bool(depth - 1)} || ${this.bool(depth - 1)})`,
        () => `!(${this.bool(depth - 1)})`,
        () => `(${this.bool(depth - 1)} ? ${this.bool(depth - 1)} : ${this.bool(depth - 1)})`,
      ])()
    return this.#atom()
  }

  #atom(): string {
    return this.#random.below(3) === 0 ? this.#hardAtom() : this.#plainAtom()
  }

  /** What two evaluators are apart in most easily. */
  #hardAtom(): string {
    const random = this.#random
    const { of, below } = random
    const quote = (text: string) => quoted(random, text)
    const malformed = () => of(['object.data.n', 'object.data', 'object.metadata.labels', 'request.userInfo.groups'])
    const [a, b] = [this.#string(), this.#string()]
    return of([
      () => `variables.maybe.orValue('x') == ${quote(of(WORDS))}`,
      () => `variables.${of(['maybe', 'data', 'nothing'])}.hasValue()`,
      () => `has(variables.${of(['data', 'nothing'])}.${of(['a', 'b'])})`,
      () => `variables.${of(['data', 'nothing'])}.?${of(['a', 'b'])}.hasValue()`,
      () => `variables.data[?'${of(['a', 'b'])}'].orValue('none') == 'none'`,
      () => `variables.data.value().${of(['a', 'b'])} == ${quote(of(WORDS))}`,
      () => `variables.maybe == ${of(['variables.nothing', "optional.of('x')", 'variables.maybe'])}`,
      () => `has(object.data['a'].b) || has(object.metadata.labels['fuzz'].x)`,
      () => `dyn(${malformed()}) ${of(['<', '>=', '==', '!='])} dyn(${malformed()})`,
      () => `dyn(${malformed()}) + dyn(${malformed()}) != dyn('')`,
      () => `dyn(${malformed()}).startsWith('a')`,
      () => `dyn(${malformed()}).all(x, x != 'a')`,
      () => `dyn(${malformed()}).size() > ${below(3)}`,
      () => `${a}.indexOf(${b}${of(['', `, ${below(9) - 2}`])}) ${of(['==', '<', '>'])} ${below(6) - 2}`,
      () => `${a}.lastIndexOf(${b}${of(['', `, ${below(9) - 2}`])}) ${of(['==', '<', '>'])} ${below(6) - 2}`,
      () => `${a}.substring(${below(5) - 1}${of(['', `, ${below(6)}`])}) == ${b}`,
      () => `${a}.replace('', '-'${of(['', `, ${below(4) - 1}`])}) == ${b}`,
      () => `${a}.split(${of(["''", "','", "':'"])}${of(['', `, ${below(4) - 1}`])}).size() == ${below(5)}`,
      () => `${a} ${of(['<', '<=', '>', '>='])} ${b}`,
      () => `[${a}, ${b}].isSorted()`,
      () => `[${a}, ${b}].max() == ${a}`,
      () => `int(object.data.n) ${of(['+', '-', '*', '/', '%'])} ${of(['-1', '1', '0', '9223372036854775807'])} > 0`,
      () => `-int(object.data.n) < ${below(4)}`,
      () => `[int(object.data.n), ${of(['1', '-1'])}].sum() != 0`,
      () => `double(object.data.n) ${of(['<', '>', '=='])} ${of(['9007199254740993.0', '1.5', '-1.0'])}`,
      () => `dyn(int(object.data.n)) ${of(['<', '>=', '=='])} ${of(['9.3e18', '-1.0', '7.0'])}`,
      () => `string(double(object.data.n)) == ${quote(of(['7', '1.5', '1e+06', 'x']))}`,
      () =>
        `isQuantity(object.data.b) && quantity(object.data.b).${of(['isInteger()', 'asInteger() > 0', "isLessThan(quantity('2'))"])}`,
      () => `isIP(object.data.b) || cidr('10.0.0.0/8').containsIP(object.data.b)`,
      () => `isSemver(object.data.b) ? semver(object.data.b).minor() == 2 : false`,
      () => `object.data.exists(k, v, k == 'a' && v == ${quote(of(WORDS))})`,
      () => `object.data.transformList(k, v, v).size() == ${below(4)}`,
      () => `variables.maybe.optMap(x, x + 'y').orValue('') == 'xy'`,
      () => `matches(${a}, ${quote(of(['^a', '[0-9]+$', '(?i)X']))})`,
      () => `${a}.find(${quote(of(['[a-z]+', '[0-9]+']))}) == ${quote(of(['', 'abc', '7']))}`,
      () => `${a}.findAll('[a-z]').size() > ${below(4)}`,
      () => `duration(object.data.b) > duration('1h')`,
      () => `type(dyn(${malformed()})) == ${of(['string', 'map', 'list'])}`,
      () => `{'constructor': 1, 'a': 2}[object.data.a] == 2`,
      () => `('__proto__' in object.data) || ('toString' in {'a': 1})`,
      () => `request.options.kind == ${quote(of(['CreateOptions', 'UpdateOptions', 'DeleteOptions']))}`,
      () => `${a}.trim() == ${b}`,
    ])()
  }

  #plainAtom(): string {
    const random = this.#random
    const { of, below } = random
    const quote = (text: string) => quoted(random, text)
    return of([
      () => `request.userInfo.username == ${quote(of(USERS))}`,
      () => `request.userInfo.username in ${listOf(random, USERS)}`,
      () => `request.userInfo.groups.exists(g, g in ${listOf(random, GROUPS)})`,
      () => `request.userInfo.groups.all(g, g != ${quote(of(GROUPS))})`,
      () => `request.userInfo.groups.exists_one(g, g.startsWith('system:'))`,
      () => `size(request.userInfo.groups.filter(g, g.contains('s'))) >= ${below(4)}`,
      () => `${quote(of(GROUPS))} in request.userInfo.groups`,
      () => `request.userInfo.username.startsWith(${quote(of(['system:serviceaccount:', 'al', '']))})`,
      () =>
        `request.userInfo.username.matches(${quote(of(['^system:serviceaccount:[^:]+:r', '@contoso.com$', '(?i)^ALICE$', 'x{2,}']))})`,
      () => `request.namespace == ${quote(of(['fuzz-a', 'fuzz-b', 'fuzz-c']))}`,
      () => `request.operation ${of(['==', '!='])} ${quote(of(['CREATE', 'UPDATE', 'DELETE']))}`,
      () => `request.name == ${quote(of([...NAMES, ...EXISTING]))}`,
      () => `request.resource.resource == ${quote(of(['configmaps', 'secrets']))}`,
      () => `has(request.subResource)`,
      () => `has(namespaceObject.metadata.labels.${of(['team', 'tier'])})`,
      () => `namespaceObject.metadata.labels['team'] == ${quote(of(['a', 'b']))}`,
      () => 'namespaceObject == null',
      () => `has(object.data.${of(['a', 'b', 'n'])})`,
      () => `object == null || object.metadata.name.size() > ${below(5)}`,
      () => `object.data.a == ${quote(of(WORDS.filter(word => word !== '')))}`,
      () => `oldObject != null && oldObject.data.a == 'x'`,
      () => `int(object.data.n) ${of(['<', '<=', '>', '>=', '==', '!='])} ${below(9) - 2}`,
      () => `object.?data.?b.orValue('none') == ${quote(of(['none', 'x']))}`,
      () => `object.?data.b.hasValue()`,
      () => `${this.#string()} == ${this.#string()}`,
      () => `${this.#string()}.contains(${quote(of(['a', 'x', ':']))})`,
      () => `size(${this.#string()}) ${of(['<', '>', '=='])} ${below(8)}`,
      () => `${this.#number()} ${of(['<', '>', '==', '!=', '<=', '>='])} ${this.#number()}`,
      () => `object.data.all(k, object.data[k] != ${quote(of(WORDS))})`,
      () => `['a', 'b'].exists(k, k in object.data)`,
      () => `${quote(of(['a', 'fuzz']))} in object.metadata.labels`,
      ...(this.#variables.length > 0 ? [() => `variables.${of(this.#variables)}`] : []),
    ])()
  }

  #string(): string {
    const random = this.#random
    const { of, below } = random
    return of([
      () => 'request.userInfo.username',
      () => 'request.name',
      () => 'object.data.a',
      () => `object.?data.a.orValue('')`,
      () => quoted(random, of(WORDS)),
      () => `request.name.upperAscii()`,
      () => `request.userInfo.username.lowerAscii()`,
      () => `request.userInfo.username.split(':')[${below(4)}]`,
      () => `request.name.replace('-', '')`,
      () => `' a '.trim()`,
      () => `request.name.substring(${below(3)})`,
      () => `string(${this.#number()})`,
      () => `request.userInfo.groups.join(',')`,
      () => `request.name.charAt(${below(4)})`,
    ])()
  }

  #number(): string {
    const { of, below } = this.#random
    return of([
      () => String(below(12) - 3),
      () => 'size(request.userInfo.groups)',
      () => 'size(object.data)',
      () => 'int(object.data.n)',
      () => `(${below(9)} + ${below(9)} * ${below(9)} - ${below(9)})`,
      () => `(${below(30)} / ${below(4)})`,
      () => `(${below(30)} % ${1 + below(4)})`,
      () => `request.name.indexOf(${of(["'a'", "'-'"])})`,
    ])()
  }
}

/** @param count policies, each for the objects with its own label, so that they do not meet each other's requests. */
export function fuzzPolicies(seed: number, count: number): FuzzPolicy[] {
  const random = seeded(seed)
  return Array.from({ length: count }, (_, index) => policyOf(random, `fuzz-${index}`))
}

function policyOf(random: Random, name: string): FuzzPolicy {
  const { of, below } = random
  const plain = new Expressions(random, [])
  const names = ['one', 'two'].slice(0, below(3))
  const expressions = new Expressions(random, names)
  const operations = of([
    ['*'],
    ['*'],
    ['*'],
    ['CREATE'],
    ['CREATE', 'UPDATE'],
    ['UPDATE', 'DELETE'],
    ['CREATE', 'UPDATE', 'DELETE'],
  ])
  const resourceRules = [
    of([
      { apiGroups: [''], apiVersions: ['v1'], operations, resources: ['configmaps'] },
      { apiGroups: ['*'], apiVersions: ['*'], operations, resources: ['*/*'], scope: 'Namespaced' },
      {
        apiGroups: ['', 'apps'],
        apiVersions: ['v1'],
        operations,
        resources: ['configmaps', 'deployments'],
        scope: '*',
      },
      {
        apiGroups: [''],
        apiVersions: ['v1'],
        operations,
        resources: ['configmaps'],
        resourceNames: ['a', 'here', 'lock-1'],
      },
    ]),
  ]
  const namespaceSelector = of([
    ...Array.from({ length: 8 }, () => ({})),
    { matchLabels: { team: 'a' } },
    { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] },
    { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['fuzz-c'] }] },
  ])
  return {
    name,
    policy: {
      metadata: { name },
      spec: {
        failurePolicy: of(['Fail', 'Fail', 'Fail', 'Ignore']),
        matchConstraints: { resourceRules, namespaceSelector, objectSelector: { matchLabels: { fuzz: name } } },
        matchConditions: Array.from({ length: Math.max(0, below(4) - 1) }, (_, index) => ({
          name: `c${index}`,
          expression: plain.bool(below(2)),
        })),
        variables: [...OPTIONALS, ...names.map(each => ({ name: each, expression: plain.bool(1) }))],
        validations: Array.from({ length: 3 + below(4) }, () => ({
          expression: expressions.bool(below(4)),
          message: `refused by ${name}`,
          ...(below(2) === 0 ? { reason: 'Forbidden' } : {}),
        })),
        ...(below(3) === 0
          ? {
              auditAnnotations: [
                {
                  key: 'noted',
                  valueExpression: `'x' + string(object.${of(['data.a', 'metadata.name', 'data.b', 'nope'])})`,
                },
              ],
            }
          : {}),
      },
    },
    binding: {
      metadata: { name },
      spec: {
        policyName: name,
        validationActions: of([...Array.from({ length: 12 }, () => ['Deny']), ['Deny', 'Audit'], ['Audit'], ['Warn']]),
        ...(below(12) === 0
          ? { matchResources: { namespaceSelector: { matchLabels: { team: of(['a', 'b']) } } } }
          : {}),
      },
    },
  }
}

export function fuzzRequests(seed: number, policies: readonly string[], count: number): FuzzRequest[] {
  const random = seeded(seed ^ 0x5eed)
  const { of, below } = random
  return Array.from({ length: count }, (_, index) => {
    const operation = of(['CREATE', 'CREATE', 'CREATE', 'UPDATE', 'DELETE'] as const)
    const policy = policies[index % policies.length] ?? ''
    const data = Object.fromEntries(
      ['a', 'b', 'n']
        .filter(() => below(3) > 0)
        .map(key => [key, key !== 'n' ? of(WORDS) : below(4) === 0 ? of(NUMBERS) : String(below(9) - 2)]),
    )
    return {
      policy,
      operation,
      namespace: of(Object.keys(FUZZ_NAMESPACES)),
      name: operation === 'CREATE' ? of(NAMES) : of(EXISTING),
      user: of(USERS),
      groups: GROUPS.filter(() => below(3) === 0),
      labels: { fuzz: policy, ...(below(3) === 0 ? { a: 'b' } : {}) },
      data,
    }
  })
}
