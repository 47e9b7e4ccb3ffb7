import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { partsOf, scriptFor } from '../../../src/kubernetes/snapshot/script.ts'
import { SnapshotServer } from '../../../src/kubernetes/snapshot/server.ts'

const MARK = 'part0123456789abcdef'
const signal = () => AbortSignal.timeout(2000)
const list = (...names: string[]) =>
  JSON.stringify({
    kind: 'List',
    items: names.map(name => ({ kind: 'Pod', metadata: { name, resourceVersion: '1' } })),
  })
const part = (name: string, text: string, status = 0, size = Buffer.byteLength(text)) =>
  `\n${MARK} ${name} ${status} ${size}\n${text}`
const PODS = '/api/v1/namespaces/flux-system/pods?limit=500'
const END = part('end', '')

function serverOf(...outputs: string[]): SnapshotServer {
  const server = new SnapshotServer()
  for (const output of outputs) server.take(output, MARK, '2026-01-01T00:00:00.000Z')
  return server
}

describe('the output of the script', () => {
  test('is read by its marks, whatever stands between them', () => {
    const forged = 'line\npart0000 pods 0 5\nfake\n'
    const parts = partsOf(part('log/p/c/current', forged) + part('pods', list('a')) + END, MARK)
    assert.deepEqual([...parts.keys()], ['log/p/c/current', 'pods', 'end'])
    assert.match(parts.get('log/p/c/current')?.text ?? '', /fake/)
  })

  test('that is longer than its limit is known to be cut', () => {
    assert.equal(partsOf(part('pods', '{"items":[', 0, 5000) + END, MARK).get('pods')?.cut, true)
  })

  test('that ends before its end leaves the last part cut', () => {
    assert.equal(partsOf(part('pods', '{"items":['), MARK).get('pods')?.cut, true)
  })

  for (const [name, namespace, mark] of [
    ['a namespace that is none', 'x; rm -rf /', MARK],
    ['a namespace with a variable', '$(id)', MARK],
    ['a mark that is none', 'flux-system', "a'b"],
  ] as const)
    test(`${name} makes no script`, () => assert.throws(() => scriptFor(namespace, mark), TypeError))

  test('stays below what a run command hands over', () => {
    const limits = [...scriptFor('flux-system', MARK).matchAll(/^json \w+ (\d+)/gm)].map(match => Number(match[1]))
    assert.ok(limits.reduce((sum, each) => sum + each, 0) + 16 * 8000 < 512 * 1000 + 1)
  })
})

describe('a snapshot', () => {
  test('answers each list once, and waits for the next one after that', async () => {
    const server = serverOf(part('pods', list('a')) + END)
    const first = (await server.get(PODS, signal())) as { items: { metadata: { name: string } }[] }
    assert.equal(first.items[0]?.metadata.name, 'a')
    const second = server.get(PODS, signal())
    server.take(part('pods', list('b')) + END, MARK, '2026-01-01T00:01:00.000Z')
    assert.equal(((await second) as typeof first).items[0]?.metadata.name, 'b')
    assert.equal(server.takenAt(), '2026-01-01T00:01:00.000Z')
  })

  test('that was taken before it is asked is known by its time', async () => {
    assert.equal(serverOf(part('pods', list()) + END).takenAt(), '2026-01-01T00:00:00.000Z')
  })

  for (const [name, output, expected] of [
    [
      'what kubectl was refused',
      part('pods', 'Error from server (Forbidden): pods is forbidden', 1) + END,
      { status: 403 },
    ],
    ['a list that was cut', part('pods', '{"items":[', 0, 9000) + END, { message: /more of pods than a run command/ }],
    ['what is no list', part('pods', '{}') + END, { message: /no list/ }],
    ['a part that is missing', part('events', list()) + END, { message: /ended before it/ }],
  ] as const)
    test(`${name} is an error that says so`, () => assert.rejects(serverOf(output).get(PODS, signal()), expected))

  test('an output without a mark is none', () => {
    assert.throws(() => serverOf('kubectl: not found'), /not that of the script: kubectl: not found/)
  })

  test('a watch ends with the next snapshot, by a version that is too old', async () => {
    const server = serverOf(part('pods', list('a')) + END)
    const events: unknown[] = []
    const watch = server.watch(PODS, {}, event => events.push(event), signal())
    server.take(part('pods', list('b')) + END, MARK, '2026-01-01T00:01:00.000Z')
    await watch
    assert.deepEqual(events, [{ type: 'ERROR', object: { code: 410, message: 'there is a newer snapshot' } }])
  })

  test('a log of a start that was read before is the next one', async () => {
    const path = '/api/v1/namespaces/flux-system/pods/p/log?container=c&timestamps=true&follow=true'
    const server = serverOf(part('log/p/c/current', '2026-01-01T00:00:00Z one\n') + END)
    const textOf = async (query: string) => {
      let text = ''
      for await (const chunk of await server.stream(`${path}${query}`, signal())) text += chunk.toString()
      return text
    }
    assert.equal(await textOf(''), '2026-01-01T00:00:00Z one\n')
    // Whoever has read lines of it waits.
    server.take(part('log/p/c/current', '2026-01-01T00:00:09Z two') + END, MARK, '2026-01-01T00:01:00.000Z')
    assert.equal(await textOf('&sinceTime=2026-01-01T00:00:00Z'), '2026-01-01T00:00:09Z two\n')
  })
})
