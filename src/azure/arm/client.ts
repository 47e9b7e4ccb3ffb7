/** The Azure Resource Manager client: the SDK's pipeline, with our own retries, authorization and fence around the host. */
import { SourceControlConfigurationClient } from '@azure/arm-kubernetesconfiguration'
import {
  bearerTokenAuthenticationPolicyName,
  createHttpHeaders,
  createPipelineRequest,
  type PipelinePolicy,
  RestError,
} from '@azure/core-rest-pipeline'
import { ActionError, messageOf } from '../../errors.ts'
import type { Cloud } from '../sign-in/cloud.ts'
import type { SignIn } from '../sign-in/credential.ts'
import { type ArmError, armErrorOf } from './error.ts'
import { armRetries, retryAfter } from './retry.ts'

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

/**
 * Without it a request that is never answered, or whose answer never ends, would be waited for until the step's own timeout.
 * The body is read here: the SDK's own reading of one never settles when it stalls, nor, with a count of its bytes, when it is cut.
 */
export function patient(ms: number, bytes: number): PipelinePolicy {
  return {
    name: 'patient',
    async sendRequest(request, next) {
      const given = request.abortSignal as AbortSignal | undefined
      const ending = new AbortController()
      const fault = (why: string, code: string) => new RestError(why, { code, request })
      const late = new Promise<never>((_, reject) => {
        ending.signal.addEventListener('abort', () => reject(ending.signal.reason), { once: true })
      })
      late.catch(() => undefined)
      const timer = setTimeout(() => ending.abort(fault(`no whole answer within ${ms / 1000} s`, 'ETIMEDOUT')), ms)
      const cancel = () => ending.abort(Object.assign(new Error('the request was aborted'), { name: 'AbortError' }))
      given?.addEventListener('abort', cancel, { once: true })
      if (given?.aborted) cancel()
      request.abortSignal = ending.signal
      request.streamResponseStatusCodes = new Set([Number.POSITIVE_INFINITY])
      try {
        const response = await Promise.race([next(request), late])
        const { readableStreamBody: stream } = response
        if (stream === undefined) return response
        delete response.readableStreamBody
        const reading = textOf(stream as AsyncIterable<Buffer>, bytes).catch((thrown: unknown) => {
          throw fault(`the answer broke off: ${messageOf(thrown)}`, 'ECONNRESET')
        })
        response.bodyAsText = await Promise.race([reading, late])
        return response
      } catch (thrown) {
        // Whatever is still under way of it ends.
        ending.abort(thrown)
        throw thrown
      } finally {
        clearTimeout(timer)
        given?.removeEventListener('abort', cancel)
        delete request.streamResponseStatusCodes
        if (given === undefined) delete request.abortSignal
        else request.abortSignal = given
      }
    },
  }
}

async function textOf(stream: AsyncIterable<Buffer>, bytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > bytes) throw new Error(`it is over ${bytes / 1024 / 1024} MiB`)
    chunks.push(Buffer.from(chunk))
  }
  return Buffer.concat(chunks).toString()
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
