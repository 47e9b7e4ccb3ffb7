/** Checks exchanges with GitHub's API against GitHub's own OpenAPI description. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { Exchange } from '../simulator/github.ts'

interface Operation {
  readonly parameters?: readonly {
    readonly $ref?: string
    readonly name?: string
    readonly in?: string
    readonly schema?: object
  }[]
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> }
  readonly responses: Record<
    string,
    { readonly $ref?: string; readonly content?: Record<string, { readonly schema: object }> }
  >
}

const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json')
const description = JSON.parse(readFileSync(file, 'utf8')) as {
  paths: Record<string, Record<string, Operation>>
  components: Record<string, Record<string, never>>
}
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true })
addFormats.default(ajv)
ajv.addSchema({ $id: 'github', components: description.components })

/** @returns a validator; references inside the description are made to reach it. */
function validator(schema: object): ValidateFunction {
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"github#/')))
}

function resolved<T extends { $ref?: string }>(part: T): T {
  const [, , kind = '', name = ''] = part.$ref?.split('/') ?? []
  return part.$ref === undefined ? part : (description.components[kind]?.[name] as unknown as T)
}

/** @returns what of an exchange GitHub's description does not allow. */
export function breaches({ method, path, body, status, answer }: Exchange): string[] {
  // The description is of the REST API; the one query of GraphQL asks who the token is of.
  if (path === '/graphql') return JSON.stringify(body) === '{"query":"{ viewer { login } }"}' ? [] : ['another query']
  const url = new URL(path, 'https://api.github.com')
  const entry = Object.entries(description.paths).find(
    ([template, operations]) =>
      new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(url.pathname) &&
      method.toLowerCase() in operations,
  )
  const operation = entry?.[1][method.toLowerCase()]
  if (operation === undefined) return [`${method} ${url.pathname} is no operation of GitHub's`]
  const wrong: string[] = []
  const check = (what: string, schema: object | undefined, value: unknown) => {
    if (schema === undefined) return
    const validate = validator(schema)
    if (!validate(value)) wrong.push(`${what}: ${ajv.errorsText(validate.errors)}`)
  }
  const parameters = (operation.parameters ?? []).map(resolved)
  for (const [name, value] of url.searchParams) {
    const parameter = parameters.find(each => each.name === name && each.in === 'query')
    if (parameter === undefined) wrong.push(`no parameter ${name}`)
    else check(`parameter ${name}`, parameter.schema, /^\d+$/.test(value) ? Number(value) : value)
  }
  const wanted = operation.requestBody?.content['application/json']?.schema
  if (wanted !== undefined) check('request', wanted, body)
  else if (body !== undefined) wrong.push('a body that the operation does not take')
  const response = operation.responses[String(status)]
  const schema = response === undefined ? undefined : resolved(response).content?.['application/json']?.schema
  if (status < 300 && schema === undefined) wrong.push(`no answer ${status} is described`)
  check(`answer ${status}`, schema, answer)
  return wrong
}
