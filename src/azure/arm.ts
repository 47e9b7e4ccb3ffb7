/** The Azure Resource Manager client: the SDK's pipeline, with our own retries, authorization and fence around the host. */
import { SourceControlConfigurationClient } from '@azure/arm-kubernetesconfiguration'
import {
  bearerTokenAuthenticationPolicyName,
  createHttpHeaders,
  createPipelineRequest,
  type PipelinePolicy,
  RestError,
} from '@azure/core-rest-pipeline'
import { ActionError } from '../errors.ts'
import { type ArmError, armErrorOf } from './arm-error.ts'
import { armRetries, retryAfter } from './arm-retry.ts'
import type { Cloud } from './cloud.ts'
import type { SignIn } from './credential.ts'

export interface ArmAnswer {
  readonly status: number
  /** Parsed JSON; undefined when the body is empty or is not JSON. */
  readonly body: unknown
  readonly error: ArmError | undefined
  /** ms; undefined when the answer has no Retry-After. */
  readonly retryAfterMs: number | undefined
}

export interface Arm {
  readonly sdk: SourceControlConfigurationClient
  /**
   * One request through the SDK's pipeline (token, retries).
   * @param pathOrUrl a path below the configured endpoint, or an absolute URL that a header of it named.
   * @throws RestError when no answer came; ActionError when the URL is on another host, or there is no token.
   */
  send(method: 'GET' | 'POST', pathOrUrl: string, signal: AbortSignal): Promise<ArmAnswer>
}

/** An answer that is not whole after this long will not come: front ends of Azure give up after 60 s themselves. */
const ANSWER_MS = 75_000
const ANSWER_BYTES = 32 * 1024 * 1024

/**
 * @param subscriptionId of the managed cluster.
 * @param told each pause between tries, and its reason.
 */
export function connectArm(cloud: Cloud, subscriptionId: string, signIn: SignIn, told: (text: string) => void): Arm {
  const sdk = new SourceControlConfigurationClient({ getToken: signIn.getToken as never }, subscriptionId, {
    endpoint: cloud.resourceManager,
    $host: cloud.resourceManager,
    additionalPolicies: [{ policy: ownHostOnly(cloud.resourceManager), position: 'perRetry' }],
  })
  // The SDK's authorization keeps a token that the service refuses; its retries are too few for a throttled subscription.
  sdk.pipeline.removePolicy({ name: bearerTokenAuthenticationPolicyName })
  sdk.pipeline.removePolicy({ name: 'defaultRetryPolicy' })
  sdk.pipeline.addPolicy(armRetries(told), { phase: 'Retry' })
  sdk.pipeline.addPolicy(authorized(signIn, cloud.resourceManagerScope), { phase: 'Sign' })
  sdk.pipeline.addPolicy(patient(ANSWER_MS, ANSWER_BYTES), { phase: 'Sign' })
  return {
    sdk,
    async send(method, pathOrUrl, signal) {
      const response = await sdk.sendRequest(
        createPipelineRequest({
          url: new URL(pathOrUrl, cloud.resourceManager).href,
          method,
          headers: createHttpHeaders({ accept: 'application/json' }),
          abortSignal: signal,
        }),
      )
      return {
        status: response.status,
        body: parsed(response.bodyAsText),
        error: response.status < 300 ? undefined : armErrorOf(response.bodyAsText, response.status),
        retryAfterMs: retryAfter(response.headers.get('retry-after')),
      }
    },
  }
}

/** A token that is refused (expired in a clock not ours, revoked) is asked for anew, once per request. */
export function authorized({ getToken, refuse }: SignIn, scope: string): PipelinePolicy {
  return {
    name: 'authorized',
    async sendRequest(request, next) {
      const send = async () => {
        const { token } = await getToken(scope)
        request.headers.set('authorization', `Bearer ${token}`)
        return { token, response: await next(request) }
      }
      const first = await send()
      if (first.response.status !== 401) return first.response
      refuse(first.token)
      return (await send()).response
    },
  }
}

/** Without it a request that is never answered, or whose answer never ends, would be waited for until the step's own timeout. */
export function patient(ms: number, bytes: number): PipelinePolicy {
  return {
    name: 'patient',
    async sendRequest(request, next) {
      const given = request.abortSignal as AbortSignal | undefined
      const ending = new AbortController()
      const timer = setTimeout(() => ending.abort(`no whole answer within ${ms / 1000} s`), ms)
      request.abortSignal = given === undefined ? ending.signal : AbortSignal.any([given, ending.signal])
      request.onDownloadProgress = ({ loadedBytes }) => {
        if (loadedBytes > bytes) ending.abort(`the answer is over ${bytes / 1024 / 1024} MiB`)
      }
      try {
        return await next(request)
      } catch (thrown) {
        if (!ending.signal.aborted || given?.aborted) throw thrown
        throw new RestError(String(ending.signal.reason), { code: 'ETIMEDOUT', request })
      } finally {
        clearTimeout(timer)
        if (given === undefined) delete request.abortSignal
        else request.abortSignal = given
      }
    },
  }
}

/**
 * The bearer token goes to the configured host and its subdomains only. The service's `Location` header names a regional
 * host of the resource provider that a client must not call, and the SDK would follow whatever host a header names.
 */
export function ownHostOnly(endpoint: string): PipelinePolicy {
  const own = new URL(endpoint)
  return {
    name: 'ownHostOnly',
    sendRequest(request, next) {
      const asked = new URL(request.url)
      const sameHost = asked.hostname === own.hostname || asked.hostname.endsWith(`.${own.hostname}`)
      if (asked.protocol === 'https:' && asked.port === own.port && sameHost) return next(request)
      throw new ActionError({
        doing: 'Following an address that Azure Resource Manager gave.',
        likely: `It is on ${asked.host}, not on ${own.host}, so the token was not sent there.`,
        next: 'Report this with the address as an issue; nothing was changed by it.',
      })
    },
  }
}

function parsed(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
