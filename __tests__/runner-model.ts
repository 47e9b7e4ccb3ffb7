/**
 * What GitHub's runner reads in a step's output, written from its source (actions/runner, ActionCommand.cs and the process
 * invoker) and from nothing of this project: which lines there are, and which of them are commands.
 */

export interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

const REGISTERED = new Set(
  'error warning notice debug group endgroup add-mask add-matcher remove-matcher stop-commands echo set-output save-state set-env add-path internal-set-repo-path'.split(
    ' ',
  ),
)

/** .NET's StreamReader ends a line at \n, \r\n and a bare \r. */
export function linesOf(output: string): string[] {
  return output.split(/\r\n|\n|\r/)
}

/** .NET's TrimStart: Unicode white space, which JavaScript's trim knows but for U+0085. */
function trimStart(line: string): string {
  return line.replace(/^[\s\u0085]+/, '')
}

export function commandsIn(output: string): Command[] {
  const commands: Command[] = []
  let stopped: string | undefined
  for (const line of linesOf(output)) {
    const command = versionTwo(line) ?? versionOne(line)
    if (command === undefined) continue
    if (stopped !== undefined) {
      if (command.name === stopped) stopped = undefined
      continue
    }
    if (!REGISTERED.has(command.name)) continue
    if (command.name === 'stop-commands') stopped = command.data.toLowerCase()
    commands.push(command)
  }
  return commands
}

/** `::name props::data`, after leading white space only. */
function versionTwo(line: string): Command | undefined {
  const text = trimStart(line)
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1
  if (end < 0) return undefined
  return parsed(text.slice(2, end), text.slice(end + 2), ',')
}

/** `##[name props]data`, anywhere in a line. */
function versionOne(line: string): Command | undefined {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  return end < 0 ? undefined : parsed(line.slice(start + 3, end), line.slice(end + 1), ';')
}

function parsed(head: string, data: string, separator: string): Command {
  const space = head.indexOf(' ')
  const name = (space < 0 ? head : head.slice(0, space)).toLowerCase()
  const properties: Record<string, string> = {}
  for (const pair of space < 0 ? [] : head.slice(space + 1).split(separator)) {
    const equals = pair.indexOf('=')
    if (equals > 0) properties[pair.slice(0, equals).trim()] = unescaped(pair.slice(equals + 1))
  }
  return { name, properties, data: unescaped(data) }
}

function unescaped(text: string): string {
  const codes: Readonly<Record<string, string>> = {
    '%25': '%',
    '%0D': '\r',
    '%0A': '\n',
    '%3A': ':',
    '%2C': ',',
    '%3B': ';',
    '%5D': ']',
  }
  return text.replace(/%(25|0D|0A|3A|2C|3B|5D)/g, code => codes[code] ?? code)
}

/** @returns the first error annotation, its title before its lines; '' where there is none. */
export function errorIn(stdout: string): string {
  const error = commandsIn(stdout).find(command => command.name === 'error')
  return error === undefined ? '' : `${error.properties['title'] ?? ''}\n${error.data}`
}
