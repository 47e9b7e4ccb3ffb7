/** A test double of a disk that is full, preloaded into the action's process: after DISK_BYTES no file below DISK_PATH takes more. */
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { resolve } from 'node:path'

const fs = createRequire(import.meta.url)('node:fs')
const { DISK_PATH: path, DISK_BYTES: limit } = process.env
const below = file => resolve(String(file)).startsWith(path)
const descriptors = new Set()
let written = 0
const take = bytes => {
  written += bytes
  if (written > Number(limit))
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' })
}

const { openSync, writeSync, appendFileSync, writeFileSync, mkdirSync, mkdtempSync } = fs
fs.openSync = (file, ...rest) => {
  if (below(file)) take(1)
  const descriptor = openSync(file, ...rest)
  if (below(file)) descriptors.add(descriptor)
  return descriptor
}
fs.writeSync = (descriptor, data, ...rest) => {
  if (descriptors.has(descriptor)) take(data.length)
  return writeSync(descriptor, data, ...rest)
}
for (const [name, real] of Object.entries({ appendFileSync, writeFileSync, mkdirSync, mkdtempSync }))
  fs[name] = (file, data, ...rest) => {
    if (below(file)) take(typeof data === 'string' ? data.length : 1)
    return real(file, data, ...rest)
  }
for (const name of ['appendFile', 'writeFile']) {
  const real = fs.promises[name]
  fs.promises[name] = async (file, data, ...rest) => {
    if (below(file)) take(data.length)
    return real(file, data, ...rest)
  }
}
syncBuiltinESMExports()
