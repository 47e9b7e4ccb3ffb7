/** The line of this step in the workflow file, for annotations: only where exactly one step can be meant, else none. */
import { join, relative, resolve } from 'node:path'
import type { YAMLMap } from 'yaml'
import { readPlainFile, realPathWithin } from '../plain-file.ts'

export interface StepPlace {
  /** Relative to the repository's root. */
  readonly file: string
  /** From 1. */
  readonly line: number
}

interface Environment {
  readonly [name: string]: string | undefined
}

/**
 * Loads the YAML parser, so it is called when there is something to annotate, and not in a green run.
 * @param actionRoot the folder that holds this action's action.yml.
 */
export async function findStep(env: Environment, actionRoot: string): Promise<StepPlace | undefined> {
  const file = workflowFile(env)
  const workspace = env['GITHUB_WORKSPACE']
  if (file === undefined || !workspace) return undefined
  try {
    const text = readPlainFile(realPathWithin(join(workspace, file), [workspace]), LIMIT_BYTES)
    return await stepIn(text, file, workspace, env, actionRoot)
  } catch {
    // Not checked out, another repository's, or no workflow at all: no line can be named, and nothing else hangs on it.
    return undefined
  }
}

/** GitHub takes no workflow that comes near to this. */
const LIMIT_BYTES = 1024 * 1024

async function stepIn(
  text: string,
  file: string,
  workspace: string,
  env: Environment,
  actionRoot: string,
): Promise<StepPlace | undefined> {
  const { isMap, isSeq, LineCounter, parseDocument } = await import('yaml')
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    logLevel: 'silent',
    // Each key is compared with all others otherwise: a file of keys would take minutes.
    uniqueKeys: false,
  })
  const steps = document.getIn(['jobs', env['GITHUB_JOB'] ?? '', 'steps'])
  if (!isSeq(steps)) return undefined
  const all = steps.items.filter(step => isMap(step))
  const id = env['GITHUB_ACTION'] ?? ''
  const named = all.filter(step => step.get('id') === id)
  const using = all.filter(step => usesThis(step, env, workspace, actionRoot))
  const [only, ...others] = named.length > 0 ? named : using
  const at = only?.range?.[0]
  return at === undefined || others.length > 0 ? undefined : { file, line: lines.linePos(at).line }
}

/** GITHUB_WORKFLOW_REF is `owner/repo/.github/workflows/x.yml@ref`. */
function workflowFile(env: Environment): string | undefined {
  const path = /^[^/]+\/[^/]+\/(?<path>[^@]+\.ya?ml)@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '')?.groups?.['path']
  return path === undefined || path.split('/').includes('..') ? undefined : path
}

function usesThis(step: YAMLMap, env: Environment, workspace: string, actionRoot: string): boolean {
  const uses = step.get('uses')
  if (typeof uses !== 'string') return false
  if (uses.startsWith('./')) return relative(resolve(workspace, uses), actionRoot) === ''
  const repository = env['GITHUB_ACTION_REPOSITORY']
  return Boolean(repository) && uses.split('@')[0]?.toLowerCase() === repository?.toLowerCase()
}
