/**
 * The checkout's own history, by git: objects are read by their ids, so that no filter, hook or driver of the checkout runs.
 * Nothing is fetched and nothing is written.
 */
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'

/** ms for one command. */
const PATIENCE_MS = 10_000
/** Bytes of one command's output. */
const OUTPUT_BYTES = 64 * 1024 * 1024

/** Options that keep a checkout's configuration from running anything (git-config). */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'safe.directory=*', '--no-pager']

export class Git {
  readonly #folder: string
  readonly #signal: AbortSignal

  /** @param folder the root of the checkout. */
  constructor(folder: string, signal: AbortSignal) {
    this.#folder = folder
    this.#signal = signal
  }

  /** @returns whether the checkout has a commit. */
  async has(commit: string): Promise<boolean> {
    return /^[0-9a-f]{7,64}$/i.test(commit) && (await this.#run(['cat-file', '-e', `${commit}^{commit}`])).code === 0
  }

  /** @returns whether `commit` contains `ancestor`; undefined where the history does not tell (a shallow clone). */
  async contains(commit: string, ancestor: string): Promise<boolean | undefined> {
    if (!(await this.has(commit)) || !(await this.has(ancestor))) return undefined
    const { code } = await this.#run(['merge-base', '--is-ancestor', ancestor, commit])
    if (code === 0) return true
    if (code !== 1) return undefined
    // In a shallow clone the way from one to the other may be cut off.
    const shallow = await this.#run(['rev-parse', '--is-shallow-repository'])
    return shallow.output.toString().trim() === 'false' ? false : undefined
  }

  /** @returns every file of a commit, with the id of its content. @throws Error where git has no such commit */
  async files(commit: string): Promise<ReadonlyMap<string, string>> {
    const { code, output, errors } = await this.#run(['ls-tree', '-r', '-z', '--full-tree', commit])
    if (code !== 0) throw new Error(`git ls-tree: ${errors}`)
    const files = new Map<string, string>()
    for (const entry of output.toString().split('\0')) {
      const [, type, id, path] = /^\d+ (\w+) ([0-9a-f]+)\t([\s\S]+)$/.exec(entry) ?? []
      if (type === 'blob' && id !== undefined && path !== undefined) files.set(path, id)
    }
    return files
  }

  /** @param ids of contents. @returns their texts, in the same order; what is larger than a manifest is '' . */
  async contents(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return []
    const { code, output, errors } = await this.#run(['cat-file', '--batch'], `${ids.join('\n')}\n`)
    if (code !== 0) throw new Error(`git cat-file: ${errors}`)
    const texts: string[] = []
    let at = 0
    while (at < output.length && texts.length < ids.length) {
      const end = output.indexOf(10, at)
      const [, , size] = output.subarray(at, end).toString().split(' ')
      const bytes = Number(size)
      if (end < 0 || !Number.isFinite(bytes)) throw new Error('git cat-file: the answer was cut')
      texts.push(bytes > MANIFEST_BYTES ? '' : output.subarray(end + 1, end + 1 + bytes).toString())
      at = end + 1 + bytes + 1
    }
    return texts
  }

  /** Its exit code; -1 where it could not be run. */
  #run(args: readonly string[], input = ''): Promise<{ code: number; output: Buffer; errors: string }> {
    return new Promise(resolve => {
      // Not started in the checkout: Windows looks for programs in the working folder first.
      const child = spawn('git', ['-C', this.#folder, ...SAFE, ...args], {
        cwd: dirname(process.execPath),
        signal: this.#signal,
        timeout: PATIENCE_MS,
        stdio: 'pipe',
        windowsHide: true,
        env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
      })
      const chunks: Buffer[] = []
      let size = 0
      let errors = ''
      child.stdout.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > OUTPUT_BYTES) child.kill()
        else chunks.push(chunk)
      })
      child.stderr.on('data', (chunk: Buffer) => {
        errors = (errors + chunk.toString()).slice(-1000)
      })
      child.stdin.on('error', () => undefined)
      child.on('error', thrown => resolve({ code: -1, output: Buffer.alloc(0), errors: thrown.message }))
      child.on('close', code => resolve({ code: code ?? -1, output: Buffer.concat(chunks), errors }))
      child.stdin.end(input)
    })
  }
}

/** What is larger is no manifest that anybody wrote. */
const MANIFEST_BYTES = 2 * 1024 * 1024
