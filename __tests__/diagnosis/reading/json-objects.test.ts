/** Objects of Kubernetes in a text: their ends, and what many brackets may cost. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { JsonObjects } from '../../../src/diagnosis/reading/json-objects.ts'

const at = (text: string, line = 0) => new JsonObjects(text.split('\n')).at(line)

describe('where an object ends', () => {
  const pod = '{"kind":"Pod","metadata":{"name":"a"}}'
  for (const [name, text, lines] of [
    ['on one line', pod, 1],
    ['over several', '{\n"kind":"Pod",\n"metadata":{"name":"a"}\n}\nmore', 4],
    ['brackets in strings are none', '{"kind":"Pod","metadata":{"name":"}}}"}}', 1],
    ['a list', `[\n${pod}\n]`, 3],
    ['no object of Kubernetes', '{"a":1}', undefined],
    ['never closed', '{\n"kind":"Pod"', undefined],
    ['a Status is an answer, and no object', '{"kind":"Status","metadata":{}}', undefined],
  ] as const)
    test(name, () => assert.equal(at(text)?.lines, lines))
})

test('many brackets, one within the other, take no time that grows with their square', () => {
  const deep = `${'{\n'.repeat(60_000)}${'}\n'.repeat(60_000)}`
  const began = process.cpuUsage()
  const objects = new JsonObjects(deep.split('\n'))
  for (let line = 0; line < 60_000; line++) objects.at(line)
  assert.ok(process.cpuUsage(began).user / 1000 < 2000)
})
