/**
 * The managed identity of the machine or service that the runner is on. Which endpoint gives its tokens is the library's to
 * find (Microsoft Learn, "Managed identities for Azure resources"); it waits without end where the instance metadata service
 * does not exist, so that is asked first.
 */
import { existsSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline'
import { ManagedIdentityCredential } from '@azure/identity'
import { messageOf } from '../../../errors.ts'
import { parsedJson, recordOf } from '../../../json.ts'
import { UNREAD_PROXY } from '../../network.ts'
import { patient } from '../../patient.ts'
import { ANSWER_BYTES, ANSWER_MS, type Kind } from '../kind.ts'

/** ms in which the instance metadata service shows that it exists. */
const PROBE_MS = 1000
/** Seconds. */
const LONGEST_AFTER_S = 10
const IMDS = 'http://169.254.169.254'
/** Where the agent of an Arc machine is (Microsoft Learn, "Authenticate against Azure resources with Azure Arc-enabled servers"). */
const ARC_AGENTS = ['/opt/azcmagent/bin/himds', 'C:\\Program Files\\AzureConnectedMachineAgent\\himds.exe']

/** @param ids of a user-assigned identity; none for the system-assigned one. */
export function managedKind({
  clientId,
  resourceId,
}: {
  readonly clientId?: string
  readonly resourceId?: string
}): Kind {
  // A proxy answers for no machine's own address; with an agent given, the library looks for none.
  const answers = new Answers()
  const options = {
    httpClient: answers.client,
    proxyOptions: UNREAD_PROXY,
    ...(clientId ? { clientId } : {}),
    ...(resourceId ? { resourceId } : {}),
    agent: new Agent(),
  }
  return {
    make() {
      const credential = new ManagedIdentityCredential(options as never)
      return {
        async getToken(scope, given) {
          // Once more, for a machine that was busy for that second.
          if (asksInstanceMetadata()) await probe().catch(probe)
          answers.fault = ''
          return credential.getToken(scope, given).catch((thrown: unknown) => {
            throw answers.fault === '' ? thrown : new Error(answers.fault, { cause: thrown })
          })
        },
      }
    },
  }
}

/** What the endpoint answered, which the library keeps the half of; and a pause where it asks for none. */
class Answers {
  fault = ''
  readonly #client = createDefaultHttpClient()
  readonly #patient = patient(() => ANSWER_MS, ANSWER_BYTES)

  readonly client: HttpClient = {
    sendRequest: async request => {
      const { host } = new URL(request.url)
      const response = await this.#patient
        .sendRequest(request, each => this.#client.sendRequest(each))
        .catch((thrown: unknown) => {
          this.fault = `${host} did not answer: ${messageOf(thrown)}`
          throw thrown
        })
      const { status, headers, bodyAsText } = response
      const { error_description: described, message, access_token: token } = recordOf(parsedJson(bodyAsText))
      const words = [described, message, bodyAsText].find(each => typeof each === 'string' && each !== '')
      const said = String(words ?? 'the answer is empty').slice(0, 500)
      this.fault = typeof token === 'string' ? '' : `${host} answered HTTP ${status} without a token: ${said}`
      // The library tries a throttled request again only where it is told when.
      const after = headers.get('retry-after') ?? (status === 429 || status === 408 ? '1' : undefined)
      // An hour is no pause that a step makes.
      if (after !== undefined) headers.set('retry-after', String(Math.min(Number(after) || 1, LONGEST_AFTER_S)))
      return response
    },
  }
}

function asksInstanceMetadata(): boolean {
  const { IDENTITY_ENDPOINT, MSI_ENDPOINT } = process.env
  return !IDENTITY_ENDPOINT && !MSI_ENDPOINT && !ARC_AGENTS.some(existsSync)
}

/** Without the header that a token needs, any answer says that it exists. @throws Error where none comes */
function probe(): Promise<void> {
  const origin = process.env['AZURE_POD_IDENTITY_AUTHORITY_HOST'] || IMDS
  const no = (why: string, cause?: unknown) =>
    new Error(
      `the instance metadata service (${new URL(origin).host}) ${why}, so this runner is not on an Azure machine with a managed identity`,
      { cause },
    )
  return new Promise((resolve, reject) => {
    const asked = get(`${origin}/metadata/identity/oauth2/token`, answer => {
      clearTimeout(late)
      answer.resume()
      // Docker Desktop answers for an address that it does not reach.
      if (answer.statusCode === 403) return reject(no('cannot be reached from this container'))
      resolve()
    })
    const late = setTimeout(() => asked.destroy(new Error(`within ${PROBE_MS / 1000} s`)), PROBE_MS)
    asked.on('error', cause => {
      clearTimeout(late)
      reject(no(`does not answer (${messageOf(cause)})`, cause))
    })
  })
}
