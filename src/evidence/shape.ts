/**
 * The parts that the shape of a fact is made of. Each part of text says whose words it holds, so that the redactor knows:
 * there is no part that says nothing of it.
 */
import type { KubernetesObject } from '../model/evidence.ts'

/**
 * `own`: names, ids and our own words, which stay; a protected setting may hold a word that they hold too. `foreign`: what
 * somebody else wrote, redacted. `cut`: the same, cut to a bounded length after that.
 */
export type Words = 'own' | 'foreign' | 'cut'

/** How one value looks. The members are what the validator, the JSON schema and the redactor walk. */
export type Look =
  | { readonly is: 'string'; readonly words: Words; readonly oneOf?: readonly string[] }
  | { readonly is: 'number' | 'boolean' }
  | { readonly is: 'list' | 'map'; readonly each: Look }
  | { readonly is: 'object'; readonly parts: Readonly<Record<string, Look>>; readonly optional: ReadonlySet<string> }
  /** A Kubernetes object kept whole, which verdicts are made of: it loses registered secrets only, and its fact says so. */
  | { readonly is: 'judged'; readonly nullable: boolean }

/** A look together with the type of the values that look so. Invariant: neither a wider nor a narrower type fits. */
export type LookOf<T> = Look & { readonly type?: (value: T) => T }

type OptionalKeys<Data> = { [K in keyof Data]-?: object extends Pick<Data, K> ? K : never }[keyof Data]

/** A part that may be absent; only what its type calls optional may be, and must be. */
export interface Optional<T> {
  readonly optional: LookOf<T>
}

/** A look for each member of a type: none can be forgotten, none can be of another type. */
export type Shape<Data> = {
  readonly [K in keyof Data]-?: K extends OptionalKeys<Data> ? Optional<Exclude<Data[K], undefined>> : LookOf<Data[K]>
}

export const own: LookOf<string> = { is: 'string', words: 'own' }
/** @returns a look of names that have a type of their own, and are not given one by one. */
export function names<T extends string>(): LookOf<T> {
  return { is: 'string', words: 'own' }
}
export const foreign: LookOf<string> = { is: 'string', words: 'foreign' }
export const cut: LookOf<string> = { is: 'string', words: 'cut' }
export const number: LookOf<number> = { is: 'number' }
export const boolean: LookOf<boolean> = { is: 'boolean' }
/** A mark that is there or not. */
export const mark: LookOf<true> = { is: 'boolean' }
export const judged: LookOf<KubernetesObject> = { is: 'judged', nullable: false }
/** null once the object is deleted. */
export const judgedOrNull: LookOf<KubernetesObject | null> = { is: 'judged', nullable: true }

/** One of our own words. All of them have to be given: a look of fewer is of another type. */
export function oneOf<const Each extends readonly string[]>(...words: Each): LookOf<Each[number]> {
  return { is: 'string', words: 'own', oneOf: words }
}

export function list<T>(each: LookOf<T>): LookOf<readonly T[]> {
  return { is: 'list', each }
}

export function map<T>(each: LookOf<T>): LookOf<Readonly<Record<string, T>>> {
  return { is: 'map', each }
}

export function optional<T>(part: LookOf<T>): Optional<T> {
  return { optional: part }
}

export function object<Data>(shape: Shape<Data>): LookOf<Data> {
  const parts: Record<string, Look> = {}
  const absent = new Set<string>()
  for (const [name, part] of Object.entries<Look | { readonly optional: Look }>(shape)) {
    if ('optional' in part && !('is' in part)) absent.add(name)
    parts[name] = 'is' in part ? part : part.optional
  }
  return { is: 'object', parts, optional: absent }
}
