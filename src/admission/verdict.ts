/**
 * What the cluster's admission policies say to a request: admitted, denied or undetermined. Semantics: Kubernetes docs,
 * "Validating Admission Policy"; measured against kube-apiserver 1.35.
 */
import type { KubernetesObject } from '../model/evidence.ts'
import type { Verdict } from '../model/finding.ts'
import { activationOf } from './activation.ts'
import { type CelAnswer, CelEngine, type Compiled } from './cel.ts'
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

/** The API server takes nothing but lists here; what claims to be one may not be. */
function listOf(list: readonly Expression[] | undefined): readonly Expression[] {
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
    const actions = bound.validationActions ?? []
    if (!actions.includes('Deny')) return answer('admitted', `the binding's action is ${actions.join(', ') || 'none'}`)
    if (isExempt(request)) return answer('admitted', 'no policy is asked about policies')
    for (const [what, resources] of [
      ['policy', spec.matchConstraints],
      ['binding', bound.matchResources],
    ] as const) {
      const matching = matches(resources, what, request, context)
      if (matching === 'no') return answer('admitted', `the ${what} is not for this request`)
      if (matching !== 'yes') return answer('undetermined', matching.undetermined)
    }
    const params = paramsOf(policy, bound, request, context)
    if (typeof params === 'string')
      return params === 'deny'
        ? answer('denied', 'no params found')
        : params === 'allow'
          ? answer('admitted', 'no params found')
          : answer('undetermined', 'its params were not read')
    let open: Judgement | undefined
    let admitted = ''
    for (const param of params) {
      const [verdict, reason] = this.#evaluate(spec, request, context, param)
      if (verdict === 'denied') return answer(verdict, reason)
      if (verdict === 'undetermined') open ??= answer(verdict, reason)
      else admitted = reason
    }
    return open ?? answer('admitted', admitted)
  }

  #evaluate(
    spec: PolicySpec,
    request: AdmissionRequest,
    context: AdmissionContext,
    param: KubernetesObject | null,
  ): Answer {
    const activation = activationOf(request, context, param, why => this.#cel.unknown(why))
    const before = this.#matchConditions(spec, activation)
    if (before !== undefined) return before
    activation.set('variables', this.#variables(listOf(spec.variables), activation))
    let open: Answer | undefined
    for (const [index, validation] of listOf(spec.validations).entries()) {
      const answer = this.#validation(spec, validation, `validation ${index + 1}`, activation)
      if (answer?.[0] === 'denied') return answer
      open ??= answer
    }
    return open ?? ['admitted', 'its validations hold']
  }

  /** @returns what the match conditions decide, or undefined when all hold. A false one decides whatever another says. */
  #matchConditions(spec: PolicySpec, activation: ReadonlyMap<string, unknown>): Answer | undefined {
    // The server gives conditions no namespace object: there it is null (measured on 1.35).
    const without = new Map(activation).set('namespaceObject', null)
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
  #validation(
    spec: PolicySpec,
    { expression, message }: Expression,
    name: string,
    activation: ReadonlyMap<string, unknown>,
  ): Answer | undefined {
    const answer = this.#ask(expression, activation)
    if ('undetermined' in answer) return ['undetermined', `${name}: ${answer.undetermined}`]
    if ('error' in answer) return onError(spec) === 'denied' ? ['denied', `${name} errs: ${answer.error}`] : undefined
    if (answer.value === true) return undefined
    return answer.value === false
      ? ['denied', message ?? `${name} is false`]
      : ['undetermined', `${name} is not a boolean here`]
  }

  #ask(expression: string, activation: ReadonlyMap<string, unknown>): CelAnswer {
    let compiled = this.#compiled.get(expression)
    if (compiled === undefined) {
      compiled = this.#cel.compile(expression)
      this.#compiled.set(expression, compiled)
    }
    return 'undetermined' in compiled ? compiled : this.#cel.evaluate(compiled, activation)
  }

  /** Evaluated when used, as the server does: a variable that errs harms only where it is read. */
  #variables(variables: readonly Expression[], activation: Map<string, unknown>): Map<string, unknown> {
    const map = new Map<string, unknown>()
    const answers = new Map<string, CelAnswer>()
    const get = (name: string) => {
      const variable = variables.find(each => each.name === name)
      if (variable === undefined) return undefined
      const answer = answers.get(name) ?? this.#ask(variable.expression, activation)
      answers.set(name, answer)
      if ('value' in answer) return answer.value
      if ('undetermined' in answer) return this.#cel.unknown(`variable ${name}: ${answer.undetermined}`)
      return this.#cel.fail(`composited variable "${name}" fails to evaluate: ${answer.error}`)
    }
    return Object.assign(map, { get })
  }
}

/** @returns the params to evaluate with, each in turn; or what follows where there are none, or where it is not known. */
function paramsOf(
  policy: KubernetesObject,
  binding: BindingSpec,
  request: AdmissionRequest,
  context: AdmissionContext,
): readonly (KubernetesObject | null)[] | 'deny' | 'allow' | 'unread' {
  const { paramKind } = policy['spec'] as PolicySpec
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
  if (!context.paramsRead(policy.metadata.name)) return 'unread'
  return paramRef.parameterNotFoundAction === 'Allow' ? 'allow' : 'deny'
}
