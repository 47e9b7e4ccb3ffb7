import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { compareVersions, isInRange, nearestVersions } from '../../src/model/versions.ts'

test('versions are ordered by their numbers', () => {
  const sorted = ['1.9.3', '1.24.1', 'v1.5.0', '2.0', '1.24.1-rc.1'].sort(compareVersions)
  assert.deepEqual(sorted, ['v1.5.0', '1.9.3', '1.24.1', '1.24.1-rc.1', '2.0'])
})

test('the nearest come first: of the same minor version, then of the same major one', () => {
  assert.deepEqual(nearestVersions('1.24.7', ['1.5.0', '2.0.0', '1.24.1', '1.23.9', '1.24.9']), [
    '1.24.9',
    '1.24.1',
    '1.23.9',
    '1.5.0',
    '2.0.0',
  ])
})

describe('a range of Kubernetes versions', () => {
  for (const [version, range, expected] of [
    ['1.20.7', '1.18..1.21', true],
    ['1.21.14', '1.18..1.21', true],
    ['1.22.0', '1.18..1.21', false],
    ['1.17.9', '1.18..1.21', false],
    ['1.33.7', '>1.22', true],
    ['1.22.9', '>1.22', false],
    ['1.22.9', '>=1.22', true],
    ['1.33.7', '<1.22', false],
    ['1.22.1', '<=1.22', true],
    ['1.22.1', '1.22', true],
    ['1.22.1', 'all of them', false],
  ] as const)
    test(`${version} in ${range}: ${expected}`, () => assert.equal(isInRange(version, range), expected))
})
