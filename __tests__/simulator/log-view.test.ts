import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LogView } from '../../simulator/log-view.ts'

function shown(pieces: readonly string[], colour = false): string {
  let text = ''
  const view = new LogView(each => {
    text += each
  }, colour)
  for (const each of pieces) view.add(each)
  view.end()
  return text
}

test('commands are drawn, and masks applied, however the output is cut', () => {
  const pieces = [
    '::add-mask::hun',
    'ter2\nthe hunter2 is',
    ' here\n::error title=a%3A b,line=3::one%0Atwo%25\n',
    '::group::Log: x\n  y\n::endgroup::\nend',
  ]
  assert.equal(shown(pieces), 'the *** is here\nError: a: b\n  one\n  two%\n▼ Log: x\n  y\nend\n')
})

test('an annotation without a title is its message', () => {
  assert.equal(shown(['::warning::careful\n::notice title=t::\n']), 'Warning: careful\nNotice: t\n  \n')
})

test('colour only where it is asked for', () => {
  assert.match(shown(['::error title=t::m\n'], true), /\u001b\[31m/)
  assert.doesNotMatch(shown(['::error title=t::m\n']), /\u001b/)
})
