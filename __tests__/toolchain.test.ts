import assert from 'node:assert/strict'
import { test } from 'node:test'

test('tests run on the Node.js that the action runs on', {
  skip: process.platform === 'darwin' && 'no pinned Node.js package exists for this platform',
}, () => {
  assert.match(
    process.version,
    /^v24\./,
    'npm ci links it; `npm install X` with npm 10 drops the link again: run npm ci',
  )
})
