/** A step's output as the runner's page shows it: commands drawn, masks applied, colour on a terminal. */
import { styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]

const LEVELS: Readonly<Record<string, readonly [string, Style]>> = {
  error: ['Error', 'red'],
  warning: ['Warning', 'yellow'],
  notice: ['Notice', 'blue'],
}

export class LogView {
  readonly #write: (text: string) => void
  readonly #colour: boolean
  readonly #masks = new Set<string>()
  #rest = ''

  /** @param write takes whole lines. */
  constructor(write: (text: string) => void, colour: boolean) {
    this.#write = write
    this.#colour = colour
  }

  /** Takes output as it comes, in any pieces. */
  add(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#line(line)
  }

  end(): void {
    if (this.#rest !== '') this.#line(this.#rest)
    this.#rest = ''
  }

  #line(line: string): void {
    const [, name = '', properties = '', data = ''] = /^::([a-z-]+)(?: ([^:]*))?::(.*)$/.exec(line) ?? []
    switch (name) {
      case '':
        return this.#print(line)
      case 'add-mask':
        if (data !== '') this.#masks.add(unescapeData(data))
        return
      case 'group':
        return this.#print(`▼ ${unescapeData(data)}`, 'bold')
      case 'endgroup':
        return
      case 'debug':
        return this.#print(`##[debug]${unescapeData(data)}`, 'gray')
      default:
        return this.#annotation(name, properties, unescapeData(data))
    }
  }

  #annotation(name: string, properties: string, data: string): void {
    const [word, style] = LEVELS[name] ?? [name, 'bold']
    const title = /(?:^|,)title=([^,]*)/.exec(properties)?.[1] ?? ''
    this.#print(`${word}: ${unescapeProperty(title) || data}`, style)
    if (title !== '') for (const line of data.split('\n')) this.#print(`  ${line}`, style)
  }

  #print(text: string, style?: Style): void {
    const clean = [...this.#masks].reduce((shown, mask) => shown.replaceAll(mask, '***'), text)
    this.#write(`${this.#colour && style !== undefined ? styleText(style, clean, { validateStream: false }) : clean}\n`)
  }
}

/** The escapes of workflow commands (actions/toolkit, command.ts). */
export function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

/** @returns a property of a command as it was given. */
export function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','))
}
