/** Policies that an API server takes, and whose evaluation is made to last, or to take all memory. Each denies what it judges. */

export interface HostilePolicy {
  readonly name: string
  readonly variables?: readonly { readonly name: string; readonly expression: string }[]
  readonly expression: string
  /**
   * The API server itself needs too long for one write that it judges: a real 1.35 was seen to need 13 s for the one, and
   * to answer 504 after its 34 s for the other.
   */
  readonly overwhelmsServer?: true
}

/** Variables that each sum the one before with itself: `seed` 2^times long. */
const doubled = (seed: string, times: number) =>
  Array.from({ length: times }, (_, n) => ({
    name: `v${n + 1}`,
    expression: n === 0 ? `${seed} + ${seed}` : `variables.v${n} + variables.v${n}`,
  }))

const TEXT = "'abcdefghij'"
const PERIODIC = "'aaaaaaaaaaaaaaaa'"

export const HOSTILE_POLICIES: readonly HostilePolicy[] = [
  {
    name: 'a string that doubles itself and is split',
    variables: doubled(TEXT, 26),
    expression: "variables.v26.split('').size() == 1",
  },
  {
    name: 'a string that doubles itself and is split at a letter',
    variables: doubled(TEXT, 24),
    expression: "variables.v24.split('a').size() == 1",
  },
  {
    name: 'a search for a periodic needle',
    variables: doubled(PERIODIC, 22),
    expression: "(variables.v22 + 'a').contains(variables.v21 + 'b' + variables.v20)",
  },
  {
    name: 'a replacement of a periodic needle',
    variables: doubled(PERIODIC, 20),
    expression: "variables.v20.replace(variables.v19 + 'b', 'x') == 'x'",
  },
  {
    name: 'a split by a periodic needle',
    variables: doubled(PERIODIC, 20),
    expression: "variables.v20.split(variables.v19 + 'b').size() == 9",
  },
  {
    name: 'a list that doubles itself',
    variables: doubled('[1, 2, 3, 4]', 26),
    expression: 'variables.v26.size() == 1',
  },
  {
    name: 'a list that doubles itself and is joined',
    variables: doubled("['aaaaaaaaaa', 'bbbbbbbbbb']", 24),
    expression: "variables.v24.join(',').size() == 1",
    overwhelmsServer: true,
  },
  {
    name: 'loops in loops',
    variables: doubled('[1, 2, 3, 4]', 9),
    expression: 'variables.v9.all(a, variables.v9.all(b, variables.v9.all(c, a + b + c > 0))) && false',
  },
  {
    name: 'lists of lists of lists',
    variables: doubled('[1, 2, 3, 4]', 8),
    expression: 'variables.v8.map(a, variables.v8.map(b, variables.v8.map(c, [a, b, c]))).size() == 1',
  },
  {
    name: 'strings made in a loop',
    variables: doubled(TEXT, 15),
    expression: "variables.v15.split('').map(a, variables.v15 + a).map(a, a + variables.v15).size() == 1",
  },
  {
    name: 'an expression that is a pattern for ages',
    variables: doubled(TEXT, 16),
    expression: "variables.v16.matches('^((a|b|c|d|e|f|g|h|i|j)*)*([a-j]{1,100}){1,10}k$')",
    overwhelmsServer: true,
  },
]

/** @returns the spec of a ValidatingAdmissionPolicy that is asked about every ConfigMap. */
export function specOf({ variables, expression }: HostilePolicy): Record<string, unknown> {
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [
        { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['configmaps'] },
      ],
    },
    ...(variables === undefined ? {} : { variables }),
    validations: [{ expression }],
  }
}
