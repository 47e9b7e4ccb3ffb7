import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readAhead } from '../../../src/azure/arm/ahead.ts'
import type { Arm } from '../../../src/azure/arm/client.ts'
import { answer } from '../scripted-arm.ts'

const { signal } = new AbortController()

/** Answers each request with how many came before it. */
function counting(fault?: Error): { arm: Arm; asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    arm: {
      async send(method, path) {
        asked.push(`${method} ${path}`)
        if (fault !== undefined) throw fault
        return answer(200, asked.length)
      },
    },
  }
}

describe('what is asked for ahead', () => {
  test('is given once, to the first who asks for the same', async () => {
    const { arm, asked } = counting()
    const ahead = readAhead(arm)
    ahead.begin(by => by.send('GET', '/a', signal))
    const bodies = []
    for (const path of ['/a', '/a', '/b']) bodies.push((await ahead.arm.send('GET', path, signal)).body)
    assert.deepEqual(bodies, [1, 2, 3])
    assert.deepEqual(asked, ['GET /a', 'GET /a', 'GET /b'])
  })

  test('is no answer to another method, nor to a request with a body', async () => {
    const { arm, asked } = counting()
    const ahead = readAhead(arm)
    ahead.begin(by => by.send('POST', '/a', signal))
    await ahead.arm.send('GET', '/a', signal)
    await ahead.arm.send('POST', '/a', signal, { body: {} })
    assert.equal(asked.length, 3)
  })

  test('is old after a second', async context => {
    const { arm, asked } = counting()
    const ahead = readAhead(arm)
    let now = performance.now()
    context.mock.method(performance, 'now', () => now)
    ahead.begin(by => by.send('GET', '/a', signal))
    await new Promise(resolve => setImmediate(resolve))
    now += 1001
    assert.equal((await ahead.arm.send('GET', '/a', signal)).body, 2)
    assert.equal(asked.length, 2)
  })

  test('is waited for, however long it takes', async () => {
    const late = Promise.withResolvers<void>()
    const ahead = readAhead({
      async send() {
        await late.promise
        return answer(200, 'late')
      },
    })
    ahead.begin(by => by.send('GET', '/a', signal))
    const asked = ahead.arm.send('GET', '/a', signal)
    late.resolve()
    assert.equal((await asked).body, 'late')
  })

  test('throws for whoever takes it, and for nobody else', async () => {
    const ahead = readAhead(counting(new Error('no token')).arm)
    ahead.begin(
      by => by.send('GET', '/a', signal),
      () => Promise.reject(new Error('a read of its own')),
    )
    await assert.rejects(ahead.arm.send('GET', '/a', signal), /no token/)
  })
})
