/** A Git server on loopback: git's own CGI program (git-http-backend), and repositories that tests push to. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'

export interface GitServer {
  /** `http://127.0.0.1:port`. */
  readonly origin: string
  repository(name: string): Repository
  close(): Promise<void>
}

export interface Repository {
  readonly url: string
  /** Of the work tree. */
  readonly folder: string
  /** Commits these files, and no others. @returns the commit, which is not pushed yet. */
  commit(files: Readonly<Record<string, string>>): string
  push(): void
}

/** @throws Error with what git said */
function git(folder: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'e2e',
      GIT_AUTHOR_EMAIL: 'e2e@example.org',
      GIT_COMMITTER_NAME: 'e2e',
      GIT_COMMITTER_EMAIL: 'e2e@example.org',
    },
  })
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
  return stdout.trim()
}

/** @param folder for the repositories and their work trees. */
export async function startGitServer(folder: string): Promise<GitServer> {
  const root = join(folder, 'git')
  mkdirSync(root, { recursive: true })
  const backend = join(git(folder, '--exec-path'), 'git-http-backend')
  const server = createServer((request, response) => serve(backend, root, request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    repository(name) {
      const bare = join(root, 'octo', `${name}.git`)
      const work = join(folder, 'work', name)
      for (const each of [bare, work]) mkdirSync(each, { recursive: true })
      git(bare, 'init', '-q', '--bare', '-b', 'main')
      git(work, 'init', '-q', '-b', 'main')
      git(work, 'remote', 'add', 'origin', bare)
      return {
        url: `${origin}/octo/${name}.git`,
        folder: work,
        commit(files) {
          git(work, 'rm', '-rfq', '--ignore-unmatch', '.')
          for (const [path, text] of Object.entries(files)) {
            mkdirSync(dirname(join(work, path)), { recursive: true })
            writeFileSync(join(work, path), text)
          }
          git(work, 'add', '-A')
          git(work, 'commit', '-q', '-m', 'deploy', '--allow-empty')
          return git(work, 'rev-parse', 'HEAD')
        },
        push: () => void git(work, 'push', '-q', 'origin', 'HEAD:main'),
      }
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** One request by the CGI program (git-http-backend's manual). */
function serve(backend: string, root: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://git')
  const header = (name: string) => String(request.headers[name] ?? '')
  const child = spawn(backend, [], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: header('content-type'),
      ...(header('content-length') === '' ? {} : { CONTENT_LENGTH: header('content-length') }),
      ...(header('content-encoding') === '' ? {} : { HTTP_CONTENT_ENCODING: header('content-encoding') }),
      GIT_PROTOCOL: header('git-protocol'),
      REMOTE_ADDR: '127.0.0.1',
    },
  })
  request.pipe(child.stdin)
  child.stdin.on('error', () => undefined)
  let head = Buffer.alloc(0)
  let sent = false
  child.stdout.on('data', (chunk: Buffer) => {
    if (sent) return void response.write(chunk)
    head = Buffer.concat([head, chunk])
    const end = head.indexOf('\r\n\r\n')
    if (end < 0) return
    const lines = head
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map(line => line.split(/:\s*/, 2) as [string, string])
    const status = lines.find(([name]) => name === 'Status')?.[1] ?? '200'
    response.writeHead(Number.parseInt(status, 10), Object.fromEntries(lines.filter(([name]) => name !== 'Status')))
    response.write(head.subarray(end + 4))
    sent = true
  })
  child.on('close', () => response.end())
}
