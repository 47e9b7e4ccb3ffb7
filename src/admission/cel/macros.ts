/** Macros of CEL and of Kubernetes' libraries: what they do with an expression for each member of a list or a map. */
import type { ASTNode } from './ast.ts'
import { attempt, type Context, type Scope } from './interpreter.ts'
import { membersOf } from './operators.ts'
import { CelError, cannotTell, fail, mismatch, noOverload, Optional, Undetermined } from './values.ts'

interface Macro {
  /** Whether these are a macro's arguments: its names first. */
  readonly takes: (args: readonly ASTNode[]) => boolean
  readonly run: (context: Context, receiver: ASTNode, args: readonly ASTNode[], scope: Scope) => unknown
}

/** What the loop costs for a member, besides the expression (measured on 1.35). */
const STEP = 4
const PUSH = 14

type Each = (scope: Scope) => unknown

function scopeWith(names: readonly string[], values: readonly unknown[], scope: Scope): Scope {
  return name => {
    const at = names.indexOf(name)
    return at < 0 ? scope(name) : values[at]
  }
}

/** Members as the macro names them: one name is an item, or a map's key; two are key and value. */
function scopesOf(context: Context, receiver: ASTNode, names: readonly ASTNode[], scope: Scope): Scope[] {
  const value = context.run(receiver, scope)
  const words = names.map(each => String(each.args))
  const isMap = value instanceof Map
  return membersOf(value).map(([key, member]) => {
    const values = words.length === 2 ? [key, member] : [isMap ? key : member]
    return scopeWith(words, values, scope)
  })
}

function boolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  return mismatch(value)
}

/** `all` and `exists`: one member may decide, whatever the others say. */
function quantifier(wanted: boolean) {
  return (context: Context, scopes: readonly Scope[], each: Each): boolean => {
    let met: unknown
    for (const scope of scopes) {
      context.budget.spend(STEP)
      const value = attempt(() => boolean(each(scope)))
      if (value === wanted) return wanted
      if (value instanceof Undetermined || (value instanceof CelError && met === undefined)) met = value
    }
    if (met !== undefined) throw met
    return !wanted
  }
}

function count(context: Context, scopes: readonly Scope[], each: Each): boolean {
  let found = 0
  for (const scope of scopes) {
    context.budget.spend(STEP)
    if (boolean(each(scope))) found++
  }
  return found === 1
}

/** @param run is given the first name as well, for what it keeps by it. */
function overMembers(
  names: number,
  run: (context: Context, scopes: readonly Scope[], of: readonly Each[], name: string) => unknown,
): Macro {
  return {
    takes: args => args.slice(0, names).every(each => each.op === 'id'),
    run: (context, receiver, args, scope) =>
      run(
        context,
        scopesOf(context, receiver, args.slice(0, names), scope),
        args.slice(names).map(node => (inner: Scope) => context.run(node, inner)),
        String(args[0]?.args),
      ),
  }
}

function transform(context: Context, scopes: readonly Scope[], of: readonly Each[]): unknown[] {
  const [filter, make] = of.length > 1 ? of : [undefined, of[0]]
  const made: unknown[] = []
  for (const scope of scopes) {
    context.budget.spend(PUSH)
    if (filter === undefined || boolean(filter(scope))) made.push(make?.(scope))
  }
  return made
}

function transformMap(
  context: Context,
  scopes: readonly Scope[],
  of: readonly Each[],
  key: string,
): Map<unknown, unknown> {
  const [filter, make] = of.length > 1 ? of : [undefined, of[0]]
  const made = new Map<unknown, unknown>()
  for (const scope of scopes) {
    context.budget.spend(PUSH)
    if (filter === undefined || boolean(filter(scope))) made.set(scope(key), make?.(scope))
  }
  return made
}

function entries(context: Context, scopes: readonly Scope[], of: readonly Each[]): Map<unknown, unknown> {
  const made = new Map<unknown, unknown>()
  for (const value of transform(context, scopes, of)) {
    if (!(value instanceof Map) || value.size !== 1) return cannotTell('such an entry of transformMapEntry()')
    for (const [key, each] of value) {
      if (made.has(key)) fail(`insert failed: key ${String(key)} already exists`)
      made.set(key, each)
    }
  }
  return made
}

function onOptional(make: (value: unknown) => unknown): Macro {
  return {
    takes: ([name]) => name?.op === 'id',
    run: (context, receiver, [name, each], scope) => {
      const value = context.run(receiver, scope)
      if (!(value instanceof Optional)) return mismatch(value)
      if (!value.isSet || name === undefined || each === undefined) return Optional.none
      return make(context.run(each, scopeWith([String(name.args)], [value.get()], scope)))
    },
  }
}

/** What is evaluated only where it is needed. */
function otherwise(make: (value: Optional, other: () => unknown) => unknown): Macro {
  return {
    takes: () => true,
    run: (context, receiver, [other], scope) => {
      const value = context.run(receiver, scope)
      if (!(value instanceof Optional) || other === undefined) return mismatch(value)
      return make(value, () => context.run(other, scope))
    },
  }
}

const [ALL, EXISTS] = [quantifier(false), quantifier(true)]
const first = (of: readonly Each[]): Each => of[0] ?? (() => cannotTell('a macro without an expression'))

/** By name and number of arguments. */
export const MACROS: ReadonlyMap<string, Macro> = new Map<string, Macro>([
  ...[1, 2].flatMap((names): (readonly [string, Macro])[] => {
    const one = overMembers(names, (context, scopes, of) => count(context, scopes, first(of)))
    return [
      [`all/${names + 1}`, overMembers(names, (context, scopes, of) => ALL(context, scopes, first(of)))],
      [`exists/${names + 1}`, overMembers(names, (context, scopes, of) => EXISTS(context, scopes, first(of)))],
      [`exists_one/${names + 1}`, one],
      [`existsOne/${names + 1}`, one],
    ]
  }),
  // What is kept of a member is the member itself.
  [
    'filter/2',
    overMembers(1, (context, scopes, of, name) => transform(context, scopes, [first(of), scope => scope(name)])),
  ],
  ['map/2', overMembers(1, transform)],
  ['map/3', overMembers(1, transform)],
  ['transformList/3', overMembers(2, transform)],
  ['transformList/4', overMembers(2, transform)],
  ['transformMap/3', overMembers(2, transformMap)],
  ['transformMap/4', overMembers(2, transformMap)],
  ['transformMapEntry/3', overMembers(2, entries)],
  ['transformMapEntry/4', overMembers(2, entries)],
  ['optMap/2', onOptional(value => Optional.of(value))],
  ['optFlatMap/2', onOptional(value => (value instanceof Optional ? value : noOverload()))],
  ['orValue/1', otherwise((value, other) => (value.isSet ? value.get() : other()))],
  [
    'or/1',
    otherwise((value, other) => {
      const chosen = value.isSet ? value : other()
      return chosen instanceof Optional ? chosen : noOverload()
    }),
  ],
])
