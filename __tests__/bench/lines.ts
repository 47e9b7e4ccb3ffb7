/**
 * `npm run bench:lines`: 1,000,000 log lines through the prefilter and all rules, the one that matters at a random place,
 * against decoding each chunk as UTF-8 and counting line ends with indexOf, in the same process, in turn. Prints the ratio.
 */
import { Diagnosis, LITERALS } from '../../src/diagnosis/index.ts'
import { Store } from '../../src/evidence/store.ts'
import { LogLines, literalFilter } from '../../src/kubernetes/logs/lines.ts'
import { seeded } from '../random.ts'

const LINES = 1_000_000
const CHUNK = 64 * 1024
const ROUNDS = 7
const DENIAL =
  "configmaps \"x\" is forbidden: ValidatingAdmissionPolicy 'protect' with binding 'protect-binding' denied request: no"

function log(): Buffer[] {
  const at = seeded(Date.now() & 0xffff).below(LINES)
  const lines = Array.from({ length: LINES }, (_, n) => {
    const text =
      n === at
        ? DENIAL
        : `{"level":"info","ts":"2026-03-09T12:00:08.001Z","logger":"controllers.source","msg":"reconciliation finished in ${n % 997}ms, next run in 10m0s","id":"${n}"}`
    return `2026-03-09T12:00:08.${String(n).padStart(9, '0')}Z ${text}\n`
  })
  const whole = Buffer.from(lines.join(''))
  return Array.from({ length: Math.ceil(whole.length / CHUNK) }, (_, n) => whole.subarray(n * CHUNK, (n + 1) * CHUNK))
}

function floor(chunks: readonly Buffer[]): number {
  let count = 0
  for (const chunk of chunks) {
    const text = chunk.toString('utf8')
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  }
  return count
}

/** @returns how many texts were known. */
function ours(chunks: readonly Buffer[]): number {
  const diagnosis = new Diagnosis(new Store())
  let known = 0
  const lines = new LogLines(literalFilter(LITERALS), ({ text, number }) => {
    const data = { podUid: 'u', containerId: 'c', line: number, emitted: '', part: 'candidate' as const }
    const object = { kind: 'Pod', namespace: 'n', name: 'p', container: 'c' }
    if (diagnosis.observe({ kind: 'pod-log', time: '2026-03-09T12:00:08.001Z', object, text, data })) known++
  })
  for (const chunk of chunks) lines.push(chunk)
  lines.end()
  return known
}

/** @returns of each round, how much of the floor's throughput is left; and lines per ms. */
export function measureLines(rounds = ROUNDS): { readonly ratios: readonly number[]; readonly perMs: number } {
  const chunks = log()
  const times: [number, number][] = []
  for (let round = 0; round < rounds; round++) {
    const a = performance.now()
    floor(chunks)
    const b = performance.now()
    const known = ours(chunks)
    times.push([b - a, performance.now() - b])
    if (known !== 1) throw new Error(`${known} lines were known, not the one that matters`)
  }
  const own = times.map(([, ms]) => ms).sort((a, b) => a - b)[rounds >> 1] ?? 0
  return { ratios: times.map(([base, ms]) => base / ms).sort((a, b) => a - b), perMs: LINES / own }
}

if (import.meta.main) {
  const { ratios, perMs } = measureLines()
  console.log(
    `${LINES} lines, ${LITERALS.length} literals: ${Math.round(perMs)} lines per ms; of the floor's throughput: median ${ratios[ROUNDS >> 1]?.toFixed(2)}, ${ratios[0]?.toFixed(2)} to ${ratios.at(-1)?.toFixed(2)}`,
  )
}
