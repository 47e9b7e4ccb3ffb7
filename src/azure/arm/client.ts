/** The Azure Resource Manager client: the SDK's pipeline, with our own retries, authorization and fence around the host. */
import { SourceControlConfigurationClient } from '@azure/arm-kubernetesconfiguration'
import {
  bearerTokenAuthenticationPolicyName,
  createHttpHeaders,
  createPipelineRequest,
  type PipelinePolicy,
  type PipelineRequest,
} from '@azure/core-rest-pipeline'
import { ActionError, messageOf, Refusal } from '../../errors.ts'
import { parsedJson } from '../../json.ts'
import type { OpenRequests } from '../../open-requests.ts'
import { networkPolicy, UNREAD_PROXY } from '../network.ts'
import { patient } from '../patient.ts'
import type { Cloud } from '../sign-in/cloud.ts'
import type { SignIn } from '../sign-in/token-cache.ts'
import { type ArmError, armErrorOf, errorThrown } from './error.ts'
import { armRetries, type Patience, quotaOf, retryAfterOf } from './retry.ts'

export interface ArmAnswer {
  /** 0 where no answer came. */
  readonly status: number
  /** Parsed JSON; undefined when the body is empty or is not JSON. */
  readonly body: unknown
  /** What was refused, or why no answer came; undefined for a 2xx. */
  readonly error: ArmError | undefined
  /** ms; undefined when the answer has no Retry-After. */
  readonly retryAfterMs: number | undefined
  /** The URL of the operation that a write began (`Azure-AsyncOperation`), whole; '' where none was named. */
  readonly operation: string
  /** The URL of its `Location` header, whole; '' where it has none. */
  readonly location: string
  /** ms to wait before the next request of its kind, where the service says that none are left until then; 0 otherwise. */
  readonly quotaMs: number
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Asking extends Patience {
  /** Sent as JSON. */
  readonly body?: object
}

export interface Arm {
  /**
   * One request through the SDK's pipeline (token, retries of reads).
   * @param pathOrUrl a path below the configured endpoint, or an absolute URL that a header of it named.
   * @returns the answer; one of status 0 where none came.
   * @throws ActionError when the URL is on another host, Refusal when there is no token; the signal's reason once it is aborted.
   */
  send(method: Method, pathOrUrl: string, signal: AbortSignal, asking?: Asking): Promise<ArmAnswer>
}

/** An answer that is not whole after this long will not come: front ends of Azure give up after 60 s themselves. */
const ANSWER_MS = 75_000
const ANSWER_BYTES = 32 * 1024 * 1024

/**
 * @param subscriptionId of the managed cluster.
 * @param onRetry told each pause between tries, and its reason.
 * @param open told each request and how it ended.
 */
export function connectArm(
  cloud: Cloud,
  subscriptionId: string,
  signIn: SignIn,
  onRetry: (text: string) => void,
  open: OpenRequests,
): Arm {
  const patience = new WeakMap<PipelineRequest, Patience>()
  const patienceOf = (request: PipelineRequest) => patience.get(request) ?? {}
  const sdk = new SourceControlConfigurationClient({ getToken: signIn.getToken as never }, subscriptionId, {
    endpoint: cloud.resourceManager,
    $host: cloud.resourceManager,
    proxyOptions: UNREAD_PROXY,
    additionalPolicies: [{ policy: ownHostOnly(cloud.resourceManager), position: 'perRetry' }],
  })
  // The SDK's authorization keeps a token that the service refuses; its retries are too few for a throttled subscription.
  sdk.pipeline.removePolicy({ name: bearerTokenAuthenticationPolicyName })
  sdk.pipeline.removePolicy({ name: 'defaultRetryPolicy' })
  sdk.pipeline.addPolicy(armRetries(patienceOf, onRetry), { phase: 'Retry' })
  sdk.pipeline.addPolicy(authorizePolicy(signIn, cloud.resourceManagerScope), { phase: 'Sign' })
  sdk.pipeline.addPolicy(
    patient(request => patienceOf(request).answerMs ?? ANSWER_MS, ANSWER_BYTES),
    { phase: 'Sign' },
  )
  sdk.pipeline.addPolicy(notePolicy(open), { phase: 'Sign' })
  sdk.pipeline.removePolicy({ name: 'proxyPolicy' })
  sdk.pipeline.addPolicy(networkPolicy(), { phase: 'Sign' })
  return {
    async send(method, pathOrUrl, signal, { body, ...patient } = {}) {
      const request = createPipelineRequest({
        url: new URL(pathOrUrl, cloud.resourceManager).href,
        method,
        headers: createHttpHeaders({
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        }),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        abortSignal: signal,
      })
      patience.set(request, patient)
      try {
        const response = await sdk.sendRequest(request)
        return {
          status: response.status,
          body: parsedJson(response.bodyAsText),
          error: response.status < 300 ? undefined : armErrorOf(response.bodyAsText, response.status),
          retryAfterMs: retryAfterOf(response),
          operation: response.headers.get('azure-asyncoperation') ?? '',
          location: response.headers.get('location') ?? '',
          quotaMs: quotaOf(response),
        }
      } catch (thrown) {
        signal.throwIfAborted()
        if (thrown instanceof ActionError || thrown instanceof Refusal) throw thrown
        const error = errorThrown(thrown)
        return { status: 0, body: undefined, error, retryAfterMs: undefined, operation: '', location: '', quotaMs: 0 }
      }
    },
  }
}

/** A token that is refused (expired in a clock not ours, revoked) is asked for again, once per request. */
export function authorizePolicy({ getToken, refuse }: SignIn, scope: string): PipelinePolicy {
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

function notePolicy(open: OpenRequests): PipelinePolicy {
  return {
    name: 'noted',
    async sendRequest(request, next) {
      const ended = open.begin(request.method, request.url)
      try {
        const response = await next(request)
        // That something does not exist is an answer.
        ended(response.status < 300 || response.status === 404 ? '' : `HTTP ${response.status}`)
        return response
      } catch (thrown) {
        ended(messageOf(thrown).slice(0, 200))
        throw thrown
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
        doing: 'Following a link from Azure Resource Manager.',
        likely: `The link goes to ${asked.host}, not to ${own.host}, so the token was not sent.`,
        next: 'Nothing was changed. Open an issue with this address.',
      })
    },
  }
}
