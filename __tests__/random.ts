/** Random numbers from a seed (mulberry32), so that what a test finds can be found again. */
export function seeded(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    below: (n: number) => Math.floor(next() * n),
    of: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
  }
}

const PIECES = [
  '::error::x',
  '::error file=a,line=1::owned',
  '::warning title=t::w',
  '##[error]owned',
  '##[warning file=a]w',
  '::stop-commands::tok',
  '##[stop-commands]t',
  '::add-mask::a',
  '::set-output name=a::b',
  '::save-state name=a::b',
  '##[add-matcher]m.json',
  '::add-matcher::/tmp/x.json',
  '::group::g',
  '::endgroup::',
  '##[group]x',
  '\r',
  '\r\n',
  '\n',
  '\t',
  ' ',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '\u001b[31m',
  '\u001b[0m',
  '\u001b]0;t\u0007',
  '\u0000',
  '\u0008',
  '\u009b31m',
  '#',
  '##',
  '[',
  ']',
  ':',
  '::',
  '%0A',
  '%0D%0A::error::x',
  '%25',
  '\ud800',
  '\udc00',
  '😀',
  '`',
  '```',
  '|',
  '</details>',
  '<script>alert(1)</script>',
  '[x](javascript:1)',
  '@octo',
  '#1',
  'ERROR ::error::x',
  '#\u001b[0m#[error]x',
  '#\u200b#[error]',
  ':\u001b[1m:error::x',
  '\u2003::error::x',
  'denied request',
  'ValidatingAdmissionPolicy',
  '{"a":"b"}',
  '\\',
  '"',
]

/** One hostile line of a log: made of what runners, terminals and Markdown take for more than text. */
export function hostileLine(random: ReturnType<typeof seeded>): string {
  return Array.from({ length: 1 + random.below(6) }, () => random.of(PIECES)).join(random.of(['', '', ' ']))
}
