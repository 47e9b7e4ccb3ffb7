/**
 * What the cluster's admission policies say to a request: admitted, denied or undetermined. Semantics: Kubernetes docs,
 * "Validating Admission Policy"; measured against kube-apiserver 1.35.
 */
import type { KubernetesObject } from '../model/evidence.ts'
import type { Verdict } from '../model/finding.ts'
import { scopeOf } from './activation.ts'
import { type CelAnswer, CelEngine, type Compiled } from './cel/engine.ts'
import type { Scope } from './cel/interpreter.ts'
import { cannotTell, fail, PartialMap } from './cel/values.ts'
import { type MatchResources, matches, selects } from './matching.ts'
import type { AdmissionContext, AdmissionRequest } from './request.ts'

export interface Expression {
  readonly name?: string
  readonly expression: string
  readonly message?: string
}

export interface PolicySpec {
  readonly failurePolicy?: string
  readonly paramKind?: { readonly apiVersion?: string; readonly kind?: string }
  readonly matchConstraints?: MatchResources
  readonly matchConditions?: readonly Expression[]
  readonly variables?: readonly Expression[]
  readonly validations?: readonly Expression[]
  readonly auditAnnotations?: readonly { readonly key?: string; readonly valueExpression?: string }[]
}

export interface BindingSpec {
  readonly policyName?: string
  readonly validationActions?: readonly string[]
  readonly matchResources?: MatchResources
  readonly paramRef?: {
    readonly name?: string
    readonly namespace?: string
    readonly selector?: Parameters<typeof selects>[0]
    readonly parameterNotFoundAction?: string
  }
}

export interface Judgement {
  readonly verdict: Verdict
  /** Policy and binding that denied, or that could not be judged. */
  readonly policy: string
  readonly binding: string
  /** Why it denies, why it is undetermined, or why no policy denies. */
  readonly reason: string
}

type Answer = readonly [Verdict, string]

function isAnswer(found: ReturnType<typeof paramsOf>): found is Answer {
  return typeof found[0] === 'string'
}

/** The API server takes nothing but lists here; what claims to be one may not be. */
function listOf<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list : []
}

function onError(spec: PolicySpec): Verdict {
  return spec.failurePolicy === 'Ignore' ? 'admitted' : 'denied'
}

/** The API server asks no policy about policies and their bindings (Kubernetes docs, "Validating Admission Policy"). */
function isExempt({ group, resource }: AdmissionRequest): boolean {
  return (
    group === 'admissionregistration.k8s.io' && /^(validating|mutating)admissionpolic(ies|ybindings)$/.test(resource)
  )
}

export class Evaluator {
  readonly #cel = new CelEngine()
  readonly #compiled = new Map<string, Compiled | { readonly undetermined: string }>()

  allowList = () => this.#cel.allowList()

  /** @returns the first denial; else what is undetermined; else admitted. */
  judge(
    policies: readonly KubernetesObject[],
    bindings: readonly KubernetesObject[],
    request: AdmissionRequest,
    context: AdmissionContext,
  ): Judgement {
    let open: Judgement | undefined
    for (const policy of policies)
      for (const binding of bindings) {
        if ((binding['spec'] as BindingSpec).policyName !== policy.metadata.name) continue
        const judgement = this.judgeOne(policy, binding, request, context)
        if (judgement.verdict === 'denied') return judgement
        if (judgement.verdict === 'undetermined') open ??= judgement
      }
    return open ?? { verdict: 'admitted', policy: '', binding: '', reason: 'no binding denies it' }
  }

  /** One policy by one of its bindings. */
  judgeOne(
    policy: KubernetesObject,
    binding: KubernetesObject,
    request: AdmissionRequest,
    context: AdmissionContext,
  ): Judgement {
    const spec = policy['spec'] as PolicySpec
    const bound = binding['spec'] as BindingSpec
    const answer = (verdict: Verdict, reason: string): Judgement => ({
      verdict,
      policy: policy.metadata.name,
      binding: binding.metadata.name,
      reason,
    })
    if (isExempt(request)) return answer('admitted', 'policies do not apply to policies')
    // What is not known of the matching decides only where the policy, asked, would deny.
    let asked = ''
    for (const [what, resources] of [
      ['policy', spec.matchConstraints],
      ['binding', bound.matchResources],
    ] as const) {
      const matching = matches(resources, what, request, context)
      if (matching === 'no') return answer('admitted', `the ${what} does not match this request`)
      if (matching === 'yes') continue
      if (matching.converted) return answer('undetermined', matching.undetermined)
      asked ||= matching.undetermined
    }
    const params = paramsOf(policy, bound, request, context)
    const [verdict, reason] = isAnswer(params) ? params : this.#forEach(params, spec, bound, request, context)
    return verdict === 'admitted' || asked === '' ? answer(verdict, reason) : answer('undetermined', asked)
  }

  #forEach(
    params: readonly (KubernetesObject | null)[],
    spec: PolicySpec,
    { validationActions = [] }: BindingSpec,
    request: AdmissionRequest,
    context: AdmissionContext,
  ): Answer {
    let open: Answer | undefined
    let admitted: Answer = ['admitted', '']
    for (const param of params) {
      const answer = this.#evaluate(spec, validationActions, request, context, param)
      if (answer[0] === 'denied') return answer
      if (answer[0] === 'undetermined') open ??= answer
      else admitted = answer
    }
    return open ?? admitted
  }

  #evaluate(
    spec: PolicySpec,
    actions: readonly string[],
    request: AdmissionRequest,
    context: AdmissionContext,
    param: KubernetesObject | null,
  ): Answer {
    const denies = actions.includes('Deny')
    const annotations = onError(spec) === 'denied' ? listOf(spec.auditAnnotations) : []
    const only: Answer = ['admitted', `the binding's action is ${actions.join(', ') || 'none'}`]
    if (!denies && annotations.length === 0) return only
    this.#cel.begin()
    const scope = scopeOf(request, context, param)
    const before = this.#matchConditions(spec, scope)
    if (before !== undefined) return denies || before[0] === 'undetermined' ? before : only
    const variables = this.#variables(listOf(spec.variables), scope)
    const whole: Scope = name => (name === 'variables' ? variables(whole) : scope(name))
    let open: Answer | undefined
    for (const [index, validation] of denies ? listOf(spec.validations).entries() : []) {
      const answer = this.#validation(spec, validation, `validation ${index + 1}`, whole)
      if (answer?.[0] === 'denied') return answer
      open ??= answer
    }
    // An annotation that errs denies, whatever the binding's actions (apiserver; measured on 1.35).
    for (const { key = '', valueExpression = '' } of annotations) {
      const answer = this.#ask(valueExpression, whole)
      const name = `audit annotation ${key}`
      if ('error' in answer) return ['denied', `${name} errs: ${answer.error}`]
      if ('undetermined' in answer) open ??= ['undetermined', `${name}: ${answer.undetermined}`]
    }
    return open ?? ['admitted', 'its validations hold']
  }

  /** @returns what the match conditions decide, or undefined when all hold. A false one decides whatever another says. */
  #matchConditions(spec: PolicySpec, scope: Scope): Answer | undefined {
    // The server gives conditions no namespace object: there it is null (measured on 1.35).
    const without: Scope = name => (name === 'namespaceObject' ? null : scope(name))
    const answers = listOf(spec.matchConditions).map(({ name = '', expression }) => ({
      name: `match condition ${name}`,
      answer: this.#ask(expression, without),
    }))
    const exempting = answers.find(({ answer }) => 'value' in answer && answer.value === false)
    if (exempting) return ['admitted', `${exempting.name} exempts it`]
    for (const { name, answer } of answers) {
      if ('undetermined' in answer) return ['undetermined', `${name}: ${answer.undetermined}`]
      if ('value' in answer && answer.value !== true) return ['undetermined', `${name} is not a boolean here`]
    }
    const erring = answers.find(({ answer }) => 'error' in answer)
    return erring && [onError(spec), `${erring.name} errs (failurePolicy ${spec.failurePolicy ?? 'Fail'})`]
  }

  /** @returns undefined when the validation holds, or its error is ignored. */
  #validation(spec: PolicySpec, { expression, message }: Expression, name: string, scope: Scope): Answer | undefined {
    const answer = this.#ask(expression, scope)
    if ('undetermined' in answer) return ['undetermined', `${name}: ${answer.undetermined}`]
    if ('error' in answer) return onError(spec) === 'denied' ? ['denied', `${name} errs: ${answer.error}`] : undefined
    if (answer.value === true) return undefined
    return answer.value === false
      ? ['denied', message ?? `${name} is false`]
      : ['undetermined', `${name} is not a boolean here`]
  }

  #ask(expression: string, scope: Scope): CelAnswer {
    let compiled = this.#compiled.get(expression)
    if (compiled === undefined) {
      compiled = this.#cel.compile(expression)
      this.#compiled.set(expression, compiled)
    }
    return 'undetermined' in compiled ? compiled : this.#cel.evaluate(compiled, scope)
  }

  /** Evaluated when used, as the server does: a variable that errs harms only where it is read. */
  #variables(variables: readonly Expression[], outer: Scope): (scope: Scope) => unknown {
    const answers = new Map<string, CelAnswer>()
    return scope =>
      new Variables(name => {
        const variable = variables.find(each => each.name === name)
        if (variable === undefined) return undefined
        const answer =
          answers.get(name) ??
          this.#ask(variable.expression, each => (each === 'variables' ? scope(each) : outer(each)))
        answers.set(name, answer)
        if ('value' in answer) return answer.value
        if ('undetermined' in answer) return cannotTell(`variable ${name}: ${answer.undetermined}`)
        return fail(`composited variable "${name}" fails to evaluate: ${answer.error}`)
      })
  }
}

/** A map whose values are made when they are read. */
class Variables extends PartialMap {
  readonly #read: (name: string) => unknown

  constructor(read: (name: string) => unknown) {
    super([], new Map())
    this.#read = read
  }

  override get(name: unknown): unknown {
    return this.#read(String(name))
  }
}

/** Why a policy denies that no exemption can help: its params come before its match conditions. */
export const NO_PARAMS = 'the params that its binding names do not exist'

/** @returns the params to evaluate with, each in turn; or what follows where there are none, or where it is not known. */
function paramsOf(
  policy: KubernetesObject,
  binding: BindingSpec,
  request: AdmissionRequest,
  context: AdmissionContext,
): readonly (KubernetesObject | null)[] | Answer {
  const spec = policy['spec'] as PolicySpec
  const { paramKind } = spec
  const { paramRef } = binding
  if (paramKind === undefined || paramRef === undefined) return [null]
  const namespace = paramRef.namespace ?? request.namespace
  const found = context.params.filter(
    ({ apiVersion, kind, metadata }) =>
      apiVersion === paramKind.apiVersion &&
      kind === paramKind.kind &&
      (metadata.namespace === undefined || metadata.namespace === namespace) &&
      (paramRef.name === undefined
        ? selects(paramRef.selector, metadata.labels ?? {})
        : metadata.name === paramRef.name),
  )
  if (found.length > 0) return found
  if (!context.paramsRead(policy.metadata.name)) return ['undetermined', 'its params were not read']
  // A binding that cannot be configured denies, or not, by the failurePolicy, whatever its actions (measured on 1.35).
  return [paramRef.parameterNotFoundAction === 'Allow' ? 'admitted' : onError(spec), NO_PARAMS]
}
