#!/usr/bin/env node
/** The few commands of az that scripts/setup.sh uses, as a client of the simulator: SETUP_ORIGIN, SETUP_TOKEN, SETUP_CA. */
import { readFileSync } from 'node:fs'
import { request } from 'node:https'

const { SETUP_ORIGIN = '', SETUP_TOKEN = '', SETUP_CA = '' } = process.env
const args = process.argv.slice(2)
const after = name => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)

function print(value) {
  const query = after('--query')
  const at = (from, path) => path.split('.').reduce((found, key) => found?.[key], from)
  if (query?.startsWith('value[].')) {
    const [, list] = /^\[(.*)\]$/.exec(query.slice(8)) ?? []
    const paths = list?.split(',') ?? [query.slice(8)]
    for (const each of value.value) process.stdout.write(`${paths.map(path => at(each, path)).join('\t')}\n`)
    return
  }
  const found = query === undefined ? value : at(value, query)
  if (after('--output') === 'none' || found === undefined || found === null) return
  process.stdout.write(`${after('--output') === 'tsv' ? String(found) : JSON.stringify(found)}\n`)
}

const [group, verb] = args
if (group === 'account') print({ id: '11111111-2222-3333-4444-555555555555', tenantId: 'tenant' })
else if (group === 'cloud') print({ endpoints: { resourceManager: SETUP_ORIGIN } })
else if (group === 'rest') {
  const sent = request(
    after('--url'),
    {
      method: after('--method').toUpperCase(),
      ca: readFileSync(SETUP_CA),
      headers: { authorization: `Bearer ${SETUP_TOKEN}`, 'content-type': 'application/json' },
    },
    response => {
      let text = ''
      response.setEncoding('utf8').on('data', chunk => {
        text += chunk
      })
      response.on('end', () => {
        if (response.statusCode >= 400) {
          process.stderr.write(`${text}\n`)
          process.exitCode = 1
        } else print(text === '' ? {} : JSON.parse(text))
      })
    },
  )
  sent.end(after('--body') ?? '')
} else {
  process.stderr.write(`az ${group} ${verb}: not a command of this stand-in\n`)
  process.exitCode = 2
}
