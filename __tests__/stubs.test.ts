/** Stand-ins of dist: each throws where it would be used, and the ways that lead there are refused before. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { STUBS } from '../scripts/stubs/index.mjs'
import { wayTo } from '../src/kubernetes/api-server/kubeconfig.ts'

const DIST = join(import.meta.dirname, '../dist')
/** As whoever would use it: called, made, or asked for a part. */
interface Part {
  new (): { dispatch(): unknown }
  (): unknown
  createConnection(): unknown
}
const part = async (name: keyof typeof STUBS, member: string) =>
  ((await import(STUBS[name])) as Readonly<Record<string, unknown>>)[member] as Part

describe('each stand-in throws where it would be used', () => {
  for (const [name, use] of [
    ['undici', async () => new (await part('undici', 'ProxyAgent'))().dispatch()],
    ['undici', async () => (await part('undici', 'fetch'))()],
    ['js-yaml', async () => (await part('js-yaml', 'load'))()],
    ['hpagent', async () => new (await part('hpagent', 'HttpsProxyAgent'))()],
    ['http-proxy-agent', async () => new (await part('http-proxy-agent', 'HttpProxyAgent'))()],
    ['socks', async () => (await part('socks', 'SocksClient')).createConnection()],
    ['socks-proxy-agent', async () => new (await part('socks-proxy-agent', 'SocksProxyAgent'))()],
    ['openid-client', async () => (await part('openid-client', 'discovery'))()],
    ['jsonpath-plus', async () => (await part('jsonpath-plus', 'JSONPath'))()],
    ['@azure/core-lro', async () => (await part('@azure/core-lro', 'createHttpPoller'))()],
    ['open', async () => (await part('open', 'default'))()],
  ] as readonly (readonly [string, () => Promise<unknown>])[])
    test(name, () => assert.rejects(use(), /not part of this bundle|opens no browser/))

  test('Octokit without its plugins has no method of theirs', async () => {
    const name = '@octokit/plugin-rest-endpoint-methods'
    const [rest, pages] = [await part(name, 'restEndpointMethods'), await part(name, 'paginateRest')]
    assert.deepEqual([rest(), pages()], [{}, {}])
  })

  test('there is a file for each, and each is of a package that a dependency imports', () => {
    for (const [name, file] of Object.entries(STUBS)) {
      assert.ok(existsSync(file), file)
      assert.ok(existsSync(join(import.meta.dirname, '../node_modules', name)), name)
    }
  })
})

describe('a kubeconfig that would lead to one is refused before any request', () => {
  const kubeconfig = (user: string, cluster = '') =>
    `apiVersion: v1\ncurrent-context: c\ncontexts: [{name: c, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: "https://a.example"${cluster}}}]\nusers: [{name: u, user: ${user}}]\n`
  for (const [name, yaml, text] of [
    [
      'sign-in by OIDC',
      kubeconfig('{auth-provider: {name: oidc, config: {idp-issuer-url: "https://x"}}}'),
      /auth-provider oidc/,
    ],
    ['sign-in by GCP', kubeconfig('{auth-provider: {name: gcp}}'), /auth-provider gcp/],
    ['a command', kubeconfig('{exec: {command: gke-gcloud-auth-plugin}}'), /runs no commands/],
    ['a SOCKS proxy', kubeconfig('{token: t}', ', proxy-url: "socks5://p.example:1080"'), /not an http or https proxy/],
  ] as const)
    test(name, () => {
      const given = { text: yaml, folder: '', fromCheckout: false }
      const credentials = { getToken: async () => '', onSecret: () => undefined, given }
      assert.throws(() => wayTo(yaml, credentials, () => undefined), text)
    })
})

test('dist has no more than 1,900,000 bytes, and nothing of the packages that have a stand-in', () => {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).map(file => join(DIST, file))
  const bytes = files.reduce((sum, file) => sum + (statSync(file).isFile() ? statSync(file).size : 0), 0)
  assert.ok(bytes <= 1_900_000, `${bytes} bytes`)
  const licences = readFileSync(join(DIST, 'licenses.txt'), 'utf8')
  for (const name of Object.keys(STUBS))
    assert.ok(!licences.split('\n').some(line => line.startsWith(`${name}@`)), name)
})
