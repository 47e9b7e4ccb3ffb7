/** The Azure Resource Manager client: the SDK's pipeline with two policies of ours. */
import { SourceControlConfigurationClient } from '@azure/arm-kubernetesconfiguration'
import { createHttpHeaders, createPipelineRequest, type PipelinePolicy } from '@azure/core-rest-pipeline'
import { ActionError } from '../errors.ts'
import { type ArmError, armErrorOf } from './arm-error.ts'
import type { Cloud } from './cloud.ts'
import type { GetToken } from './credential.ts'

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
   * One request through the SDK's pipeline (token, retries, Retry-After on 429 and 503).
   * @param pathOrUrl a path below the configured endpoint, or an absolute URL that a header of it named.
   * @throws RestError when no answer came; ActionError when the URL is on another host.
   */
  send(method: 'GET' | 'POST', pathOrUrl: string, signal: AbortSignal): Promise<ArmAnswer>
}

/** @param subscriptionId of the managed cluster. */
export function connectArm(cloud: Cloud, subscriptionId: string, getToken: GetToken): Arm {
  const sdk = new SourceControlConfigurationClient(
    { getToken: scopes => getToken(Array.isArray(scopes) ? (scopes[0] ?? '') : scopes) },
    subscriptionId,
    {
      endpoint: cloud.resourceManager,
      $host: cloud.resourceManager,
      credentialScopes: cloud.resourceManagerScope,
      additionalPolicies: [{ policy: ownHostOnly(cloud.resourceManager), position: 'perRetry' }],
    },
  )
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

/** @param value seconds, or an HTTP date. @returns ms from now, at most ten minutes. */
export function retryAfter(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 600_000) : undefined
}
