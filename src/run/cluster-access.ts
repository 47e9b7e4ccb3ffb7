/** The way to the API server, as a run takes it, and what is said where there is none. */
import type { SignIn } from '../azure/sign-in/token-cache.ts'
import { ActionError, messageOf, Refusal } from '../errors.ts'
import type { ApiServer } from '../kubernetes/api-server/interface.ts'
import { AGED_SESSION } from '../model/identity.ts'
import type { GivenKubeconfig } from '../model/request.ts'
import { roleRemedy } from '../model/roles.ts'
import type { Session } from './session.ts'
import type { RunScript } from './snapshots.ts'

/** What it means that nobody can look into the cluster. */
export const COST =
  'The step cannot read pods, logs, events and policies. It follows Azure only, so most causes remain unknown.'

/** The way that is taken only where it is named. */
export const RUN_COMMAND =
  'With kube-access: run-command the step reads them through Azure, which starts a pod in the cluster.'

export interface Access {
  /** @param again whether what was read before may be out of date. @returns YAML. @throws Refusal */
  readonly kubeconfig: (again?: boolean) => Promise<string>
  readonly signedIn: SignIn
  /** Gives a token for the API server. @throws Refusal */
  readonly clusterToken: (serverId?: string) => Promise<string>
  readonly onSecret: (secret: string) => void
  /** Why the managed cluster's own fields let expect that it is not reached from everywhere, and what helps; '' for no reason. */
  readonly closed: string
  readonly runScript: RunScript
  /** Resolves where a run command has the token that it needs. @throws Refusal */
  readonly runCommandToken: () => Promise<unknown>
  /** Why a run command will be refused; '' for no reason that is known. */
  readonly runCommandRefused: string
  /** Why the pod of a run command may find no node; '' for no reason. */
  readonly runCommandDoubt: string
  /** Hosts at which the managed cluster says that its API server is reached. */
  readonly hosts: readonly string[]
}

/** @returns the API server, once it takes connections and there is a token for it. @throws Error with why not */
export async function connect(
  { kubeconfig, signedIn, clusterToken, onSecret, hosts }: Access,
  { log, open, ending }: Session,
  given: GivenKubeconfig | undefined,
): Promise<ApiServer> {
  const [config, { connectApiServer }] = await Promise.all([kubeconfig(), import('../kubernetes/api-server/client.ts')])
  const api = connectApiServer(config, {
    getToken: clusterToken,
    onSecret,
    onRefused: signedIn.refuse,
    renewed: () => kubeconfig(true),
    ...(given === undefined ? { hosts } : { given }),
    open,
  })
  await api.reach(ending.signal)
  // Of a kubeconfig that was given, the first request shows whether its token can be had.
  if (given === undefined && !api.ownCredential) await clusterToken()
  if (given === undefined && api.ownCredential)
    log.line('The cluster does not use Entra ID: its user credential is an admin certificate, kept only in memory.')
  return api
}

/** A session that gives no token now gives none later. */
export function isOfSignIn(thrown: unknown): boolean {
  return (
    thrown instanceof Refusal && thrown.facts.some(fact => fact.kind === 'arm-error' && fact.data.signIn !== undefined)
  )
}

/** The user wants the API server or nothing. */
export function unreachable(why: string): ActionError {
  return new ActionError({
    doing: 'Reaching the API server (kube-access: direct).',
    likely: why || 'It has not answered.',
    next: 'Run the step in a network that reaches the API server, or choose another kube-access. Nothing was written.',
  })
}

/** @returns why the API server was not reached, and what would help, where that is known. */
export function whyNot(thrown: unknown): string {
  if (thrown instanceof ActionError) return `${thrown.likely} ${thrown.next}`
  if (thrown instanceof Refusal && /AADSTS700024\b/.test(thrown.message)) return `${thrown.message} ${AGED_SESSION}`
  return [messageOf(thrown), roleRemedy(messageOf(thrown))].filter(Boolean).join(' ')
}
