/**
 * A test double of time, preloaded into the action's process: clocks and timers run FAST_SPEED times as fast from FAST_FROM
 * (ms since the epoch) on. Timeouts of sockets are node's own and stay real.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module'

const RealDate = Date
// A thread that is given no environment keeps the real time.
const speed = Number(process.env.FAST_SPEED ?? 1)
const from = Number(process.env.FAST_FROM ?? RealDate.now())
const now = () => from + (RealDate.now() - from) * speed

globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [now()] : given))
  }
  static now() {
    return now()
  }
}
const realNow = performance.now.bind(performance)
const start = realNow()
performance.now = () => start + (realNow() - start) * speed
const realTimeout = AbortSignal.timeout.bind(AbortSignal)
AbortSignal.timeout = ms => realTimeout(Math.round(ms / speed))
for (const name of ['setTimeout', 'setInterval']) {
  const real = globalThis[name]
  globalThis[name] = (act, ms, ...given) => real(act, Number(ms ?? 0) / speed, ...given)
}
const timers = createRequire(import.meta.url)('node:timers/promises')
const sleep = timers.setTimeout
timers.setTimeout = (ms, ...given) => sleep(Number(ms ?? 0) / speed, ...given)
syncBuiltinESMExports()
