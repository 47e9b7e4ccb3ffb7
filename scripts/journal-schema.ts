/**
 * `npm run schema`: writes src/evidence/journal.schema.json, the JSON schema of a journal's lines, from the table of the
 * kinds of facts. With `--check` it writes nothing, and ends with 1 where the file differs.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { JOURNAL_VERSION } from '../src/evidence/journal.ts'
import { KINDS } from '../src/evidence/kinds.ts'
import type { Look } from '../src/evidence/shape.ts'
import { TEXT_KINDS } from '../src/model/evidence.ts'

const FILE = join(import.meta.dirname, '../src/evidence/journal.schema.json')
const text = { type: 'string' }

function schemaOf(look: Look): object {
  switch (look.is) {
    case 'string':
      return look.oneOf === undefined ? text : { enum: look.oneOf }
    case 'list':
      return { type: 'array', items: schemaOf(look.each) }
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(look.each) }
    case 'judged':
      return look.nullable
        ? { anyOf: [{ type: 'null' }, { $ref: '#/definitions/named' }] }
        : { $ref: '#/definitions/named' }
    case 'object': {
      const parts = Object.entries(look.parts).map(([name, part]) => [name, schemaOf(part)])
      const required = Object.keys(look.parts).filter(name => !look.optional.has(name))
      return { type: 'object', ...(required.length > 0 ? { required } : {}), properties: Object.fromEntries(parts) }
    }
    default:
      return { type: look.is }
  }
}

/** @returns the schema as it is in the file. */
export function journalSchema(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A line of a journal',
    description:
      'The first line holds the version; each other line is a fact, or the smallest form of one. Kinds that are not listed are of later versions: kept, and ignored.',
    anyOf: ['head', 'fact', 'smallest'].map(name => ({ $ref: `#/definitions/${name}` })),
    definitions: {
      head: {
        type: 'object',
        required: ['journal'],
        properties: { journal: { const: JOURNAL_VERSION }, step: text },
        additionalProperties: false,
      },
      object: {
        type: 'object',
        required: ['kind', 'name'],
        properties: { kind: text, namespace: text, name: text, container: text },
        additionalProperties: false,
      },
      named: {
        type: 'object',
        required: ['metadata'],
        properties: { metadata: { type: 'object', required: ['name'], properties: { name: text } } },
      },
      fact: {
        type: 'object',
        required: ['kind', 'time', 'text', 'data'],
        properties: {
          kind: text,
          time: { type: 'string', format: 'date-time' },
          object: { $ref: '#/definitions/object' },
          text,
          data: { type: 'object' },
        },
        additionalProperties: false,
        allOf: Object.entries<{ readonly data: Look }>(KINDS).map(([kind, { data }]) => ({
          if: { properties: { kind: { const: kind } } },
          // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word.
          then: { properties: { data: schemaOf(data) } },
        })),
      },
      smallest: {
        type: 'object',
        required: ['source', 'text'],
        properties: {
          source: { enum: TEXT_KINDS },
          text,
          time: text,
          code: text,
          reason: text,
          controller: text,
        },
      },
    },
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}

if (import.meta.main) {
  const made = journalSchema()
  if (!process.argv.includes('--check')) writeFileSync(FILE, made)
  else if (readFileSync(FILE, 'utf8') !== made) {
    console.error('journal.schema.json differs from the kinds of facts: npm run schema')
    process.exitCode = 1
  }
}
