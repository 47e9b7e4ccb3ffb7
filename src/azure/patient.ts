/** A limit of time and size for one whole answer. */
import { type PipelinePolicy, type PipelineRequest, RestError } from '@azure/core-rest-pipeline'
import { messageOf } from '../errors.ts'

/**
 * Without it a request that is never answered, or whose answer never ends, would be waited for until the step's own timeout.
 * The body is read here: the SDK's own reading of one never settles when it stalls, nor, with a count of its bytes, when it is cut.
 * @param limitOf ms for the whole answer.
 */
export function patient(limitOf: (request: PipelineRequest) => number, bytes: number): PipelinePolicy {
  return {
    name: 'patient',
    async sendRequest(request, next) {
      const ms = limitOf(request)
      const given = request.abortSignal as AbortSignal | undefined
      const ending = new AbortController()
      const fault = (why: string, code: string) => new RestError(why, { code, request })
      const late = new Promise<never>((_, reject) => {
        ending.signal.addEventListener('abort', () => reject(ending.signal.reason), { once: true })
      })
      late.catch(() => undefined)
      const timer = setTimeout(() => ending.abort(fault(`no complete answer within ${ms / 1000} s`, 'ETIMEDOUT')), ms)
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
          throw fault(`the connection ended before the answer did: ${messageOf(thrown)}`, 'ECONNRESET')
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
    if (size > bytes) throw new Error(`the answer is over ${bytes / 1024 / 1024} MiB`)
    chunks.push(Buffer.from(chunk))
  }
  return Buffer.concat(chunks).toString()
}
