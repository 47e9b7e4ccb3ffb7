/** The sign-in of a run: whom, by what, in which cloud, said in one line before anything is asked. */
import { readAccount } from '../azure/sign-in/az.ts'
import { AKS_SERVER_SCOPE, type Cloud, cloudNamed, cloudOf } from '../azure/sign-in/cloud.ts'
import { signInError } from '../azure/sign-in/error.ts'
import type { AssertionSource } from '../azure/sign-in/github-oidc.ts'
import { signIn } from '../azure/sign-in/index.ts'
import type { Metadata } from '../azure/sign-in/metadata.ts'
import type { SignIn } from '../azure/sign-in/token-cache.ts'
import { ActionError } from '../errors.ts'
import type { Inputs } from '../inputs/index.ts'
import { applicationOf, CREDENTIALS } from '../model/identity.ts'
import type { Session } from './session.ts'

export interface OpenedSignIn {
  readonly cloud: Cloud
  readonly signedIn: SignIn
  /** @param serverId of the application whose tokens the API server takes. Gives a token for it; where a session gives it, asked for from the first. */
  readonly clusterToken: (serverId?: string) => Promise<string>
}

/** What was asked for before the SDKs were parsed. */
export interface Asked {
  /** Of GitHub, where the job may ask for one. */
  readonly assertion: AssertionSource | undefined
  /** Of the tenant. */
  readonly metadata: Metadata | undefined
}

/** @throws Refusal where the session of the Azure CLI cannot be used, ActionError where it is of another cloud than the inputs name. */
export async function openSignIn(
  inputs: Inputs,
  { assertion, metadata }: Asked,
  { log, ending, open }: Pick<Session, 'log' | 'ending' | 'open'>,
  onSecret: (secret: string) => void,
): Promise<OpenedSignIn> {
  const { identity, environment } = inputs
  const { signal } = ending
  const account = identity.kind === 'azure-cli' ? await accountOf(inputs, signal) : undefined
  const cloud = cloudFrom(inputs, (account && cloudNamed(account.cloud)) ?? environment)
  for (const [name, origin] of [
    ['Azure Resource Manager', inputs.resourceManagerEndpoint],
    ['Entra ID', inputs.authorityHost],
  ])
    if (origin) log.line(`${name} is ${new URL(origin).host}, as set in the inputs.`)
  const { clientId } = account ?? applicationOf(identity)
  const as = clientId || account?.user || ''
  const why = identity.chosen === '' ? `auth-type: ${identity.kind}` : `auth-type: auto, because ${identity.chosen}`
  log.line(`Signing in${as === '' ? '' : ` as ${as}`} with ${CREDENTIALS[identity.kind]} (${why}).`)
  const signedIn = signIn(identity, cloud, {
    assertion,
    metadata,
    account,
    onSecret,
    onNotice: text => log.line(text),
    signal,
    open,
  })
  const clusterToken = async (serverId?: string) =>
    (await signedIn.getToken(serverId === undefined ? AKS_SERVER_SCOPE : `${serverId}/.default`)).token
  // What a session of a program cannot give any more a minute later, it may give now.
  if (identity.kind === 'azure-cli' || identity.kind === 'azd') clusterToken().catch(() => undefined)
  return { cloud, signedIn, clusterToken }
}

function cloudFrom({ resourceManagerEndpoint, authorityHost }: Inputs, name: Inputs['environment']): Cloud {
  return cloudOf(name, {
    ...(resourceManagerEndpoint ? { resourceManagerEndpoint } : {}),
    ...(authorityHost ? { authorityHost } : {}),
  })
}

async function accountOf(inputs: Inputs, signal: AbortSignal) {
  const { environment, identity } = inputs
  const account = await readAccount(signal).catch((cause: unknown) => {
    throw signInError({ identity, cloud: cloudFrom(inputs, environment), account: undefined }, undefined, cause)
  })
  const named = cloudNamed(account.cloud)
  if (named === undefined && account.cloud !== '' && inputs.resourceManagerEndpoint === undefined)
    throw new ActionError({
      doing: 'Signing in to Azure with the session of the Azure CLI.',
      likely: `The session belongs to the cloud ${account.cloud}, and its addresses are unknown.`,
      next: 'Set resource-manager-endpoint and authority-host of that cloud.',
    })
  if (environment !== 'azurecloud' && named !== undefined && named !== environment)
    throw new ActionError({
      doing: 'Signing in to Azure with the session of the Azure CLI.',
      likely: `The session belongs to ${account.cloud}, but the input environment is ${environment}.`,
      next: 'Remove environment, or run azure/login with the same environment before this step.',
    })
  return account
}
