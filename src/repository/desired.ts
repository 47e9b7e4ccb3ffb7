/** The Flux configurations that a step writes: of files, or of its short form; what is wrong with them is told before any request. */
import { ActionError, problemList } from '../errors.ts'
import { parsedJson, recordOf, textOf } from '../json.ts'
import type { DesiredConfiguration } from '../model/flux-configuration.ts'
import { readPlainFile } from '../plain-file.ts'
import { readConfigurations } from './configuration-files.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What is asked for, as the inputs have it. */
export interface Asked {
  readonly files: readonly string[]
  readonly path?: string
  readonly scope?: 'cluster' | 'namespace'
  readonly names: readonly string[]
  readonly protectedSettings: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const EVENT_BYTES = 25 * 1024 * 1024

/** @param secrets tokens of the job, which no configuration may be given. @throws ActionError that names every fault */
export function desiredConfigurations(
  asked: Asked,
  env: Environment,
  secrets: readonly string[],
): DesiredConfiguration[] {
  const wrong: string[] = []
  const workspace = env['GITHUB_WORKSPACE'] ?? process.cwd()
  const all =
    asked.path === undefined ? readConfigurations(asked.files, workspace, wrong) : shortForm(asked, env, wrong)
  for (const each of all) refuseWithoutCredential(each, asked, env, wrong)
  refuseSecrets(asked, all, secrets, wrong)
  if (wrong.length === 0) return all
  throw new ActionError({
    doing: 'Reading the Flux configurations to write.',
    likely: problemList(wrong),
    next: 'Correct the files or the inputs of this step. Nothing was sent.',
  })
}

/** @returns the one configuration that `flux-path` means: of this repository, following the branch that was pushed. */
function shortForm({ path = '', scope, names }: Asked, env: Environment, wrong: string[]): DesiredConfiguration[] {
  const repository = env['GITHUB_REPOSITORY'] ?? ''
  const event = env['GITHUB_EVENT_NAME'] ?? ''
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) wrong.push('flux-path: the repository of this run is unknown')
  if (env['GITHUB_REF_TYPE'] !== 'branch' || event.startsWith('pull_request'))
    wrong.push(
      `flux-path: this run ${event.startsWith('pull_request') ? 'belongs to a pull request' : 'has no branch'}, so no branch to follow is known. Use a file with an explicit repositoryRef (flux-configuration-files)`,
    )
  const own = names.filter(each => each !== '*')
  if (own.length > 1) wrong.push('flux-configuration-names: flux-path writes one configuration; set one name')
  const name = own[0] ?? labelOf(repository.split('/')[1] ?? '', 'flux')
  const server = (env['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/, '')
  return [
    {
      name,
      from: '',
      properties: {
        scope: scope ?? 'cluster',
        namespace: name,
        sourceKind: 'GitRepository',
        gitRepository: { url: `${server}/${repository}`, repositoryRef: { branch: env['GITHUB_REF_NAME'] ?? '' } },
        kustomizations: {
          [labelOf(path.split('/').at(-1) ?? '', 'root').slice(0, 62 - name.length)]: { path: `./${path}` },
        },
      },
    },
  ]
}

function labelOf(text: string, fallback: string): string {
  const label = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30)
    .replace(/-+$/, '')
  return label === '' ? fallback : label
}

/** Flux cannot read a private repository by itself: the write would succeed, and every fetch fail. */
function refuseWithoutCredential(
  { name, properties, from }: DesiredConfiguration,
  { protectedSettings }: Asked,
  env: Environment,
  wrong: string[],
): void {
  const git = recordOf(properties['gitRepository'])
  const url = textOf(git['url'])
    .toLowerCase()
    .replace(/\.git$/, '')
  const repository = (env['GITHUB_REPOSITORY'] ?? '').toLowerCase()
  const isOwn = repository !== '' && (url.endsWith(`/${repository}`) || url.endsWith(`:${repository}`))
  const hasCredential =
    git['localAuthRef'] !== undefined ||
    git['provider'] !== undefined ||
    Object.keys(protectedSettings[name] ?? {}).some(key => /^(?:sshPrivateKey|httpsKey)$/.test(key))
  if (!isOwn || hasCredential || !isPrivate(env)) return
  wrong.push(
    `${from || 'flux-path'}: the repository is private, and configuration ${name} has no credential for it. Set one of: a deploy key (${name}/sshPrivateKey in flux-configuration-protected-settings, with an ssh:// address), a token (${name}/httpsKey, with httpsUser), or a secret in the cluster (localAuthRef)`,
  )
}

function isPrivate(env: Environment): boolean {
  try {
    const event = recordOf(parsedJson(readPlainFile(env['GITHUB_EVENT_PATH'] ?? '', EVENT_BYTES)))
    return recordOf(event['repository'])['private'] === true
  } catch {
    // Without the event nobody says so; Flux itself will tell.
    return false
  }
}

/** The job's own token ends with the job, and a cluster is no place for it. */
function refuseSecrets(
  { protectedSettings }: Asked,
  all: readonly DesiredConfiguration[],
  secrets: readonly string[],
  wrong: string[],
): void {
  for (const [name, settings] of Object.entries(protectedSettings)) {
    if (!all.some(each => each.name === name))
      wrong.push(`flux-configuration-protected-settings: no configuration named ${name} is written`)
    for (const [key, value] of Object.entries(settings))
      if (secrets.includes(value) || /^ghs_/.test(value))
        wrong.push(
          `flux-configuration-protected-settings: ${name}/${key} is this job's token, which expires with the job. Use a deploy key or a separate token`,
        )
  }
}
