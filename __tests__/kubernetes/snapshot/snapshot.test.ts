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
  for (const output of outputs) server.take(output, MARK, 'flux-system', '2026-01-01T00:00:00.000Z')
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
    server.take(part('pods', list('b')) + END, MARK, 'flux-system', '2026-01-01T00:01:00.000Z')
    assert.equal(((await second) as typeof first).items[0]?.metadata.name, 'b')
    assert.equal(server.takenAt(), '2026-01-01T00:01:00.000Z')
  })

  test('is known by the time at which what was handed out was taken', async () => {
    const server = serverOf(part('pods', list()) + END)
    assert.equal(server.takenAt(), '')
    await server.get(PODS, signal())
    assert.equal(server.takenAt(), '2026-01-01T00:00:00.000Z')
  })

  test('of another namespace answers nothing of this one', async () => {
    const server = new SnapshotServer()
    server.take(part('pods', list('other')) + END, MARK, 'old-system', '2026-01-01T00:00:00.000Z')
    const asked = server.get(PODS, signal()) as Promise<{ items: { metadata: { name: string } }[] }>
    server.take(part('pods', list('own')) + END, MARK, 'flux-system', '2026-01-01T00:01:00.000Z')
    assert.equal((await asked).items[0]?.metadata.name, 'own')
  })

  for (const [name, output, expected] of [
    [
      'what kubectl was refused',
      part('pods', 'Error from server (Forbidden): pods is forbidden', 1) + END,
      { status: 403 },
    ],
    ['a list that was cut', part('pods', '{"items":[', 0, 9000) + END, { message: /pods exceeds the output limit/ }],
    ['what is no list', part('pods', '{}') + END, { message: /not a list/ }],
    ['a part that is missing', part('events', list()) + END, { message: /was cut before this part/ }],
  ] as const)
    test(`${name} is an error that says so`, () => assert.rejects(serverOf(output).get(PODS, signal()), expected))

  test('an output without a mark is none', () => {
    assert.throws(() => serverOf('kubectl: not found'), /did not come from the script: kubectl: not found/)
  })

  test('a watch ends with the next snapshot, by a version that is too old', async () => {
    const server = serverOf(part('pods', list('a')) + END)
    const events: unknown[] = []
    const watch = server.watch(PODS, {}, event => events.push(event), signal())
    server.take(part('pods', list('b')) + END, MARK, 'flux-system', '2026-01-01T00:01:00.000Z')
    await watch
    assert.deepEqual(events, [{ type: 'ERROR', object: { code: 410, message: 'a newer snapshot exists' } }])
  })

  describe('a log', () => {
    const pods = (id: string, last?: string) =>
      JSON.stringify({
        kind: 'List',
        items: [
          {
            metadata: { name: 'p', resourceVersion: id },
            status: {
              containerStatuses: [
                {
                  name: 'c',
                  containerID: id,
                  restartCount: 1,
                  ...(last === undefined ? {} : { lastState: { terminated: { containerID: last } } }),
                },
              ],
            },
          },
        ],
      })
    const LOG = '/api/v1/namespaces/flux-system/pods/p/log?container=c&timestamps=true'
    const textOf = async (server: SnapshotServer, query: string) => {
      let text = ''
      for await (const chunk of await server.stream(`${LOG}${query}`, signal())) text += chunk.toString()
      return text
    }
    const first = part('pods', pods('A')) + part('log/p/c/current', 'T1 of A\n') + END
    const read = async (server: SnapshotServer) => {
      await server.get(PODS, signal())
      assert.equal(await textOf(server, ''), 'T1 of A\n')
    }

    test('that was read before is that of the next snapshot', async () => {
      const server = serverOf(first)
      await read(server)
      const next = textOf(server, '&sinceTime=T1')
      server.take(part('pods', pods('A')) + part('log/p/c/current', 'T2 of A') + END, MARK, 'flux-system', 'later')
      assert.equal(await next, 'T2 of A\n')
    })

    test('of a start that is the previous one by now is read as that', async () => {
      const server = serverOf(first)
      await read(server)
      const next = textOf(server, '&sinceTime=T1')
      const parts = part('log/p/c/current', 'T3 of B') + part('log/p/c/previous', 'T2 of A')
      server.take(part('pods', pods('B', 'A')) + parts + END, MARK, 'flux-system', 'later')
      assert.equal(await next, 'T2 of A\n')
    })

    test('of a start that is gone is an error, and never the log of another start', async () => {
      const server = serverOf(first)
      await read(server)
      const next = textOf(server, '&sinceTime=T1')
      const parts = part('log/p/c/current', 'T9 of C') + part('log/p/c/previous', 'T8 of B')
      server.take(part('pods', pods('C', 'B')) + parts + END, MARK, 'flux-system', 'later')
      await assert.rejects(next, { status: 404, message: /the log of this start was lost/ })
    })
  })
})
