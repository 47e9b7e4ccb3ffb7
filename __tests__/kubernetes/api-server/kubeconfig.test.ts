import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { wayTo } from '../../../src/kubernetes/api-server/kubeconfig.ts'

const folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'))
writeFileSync(join(folder, 'token'), 'token-of-a-file\n')
writeFileSync(join(folder, 'ca.pem'), 'PEM')
const CA = Buffer.from('PEM').toString('base64')
const SERVER_ID = '12345678-1111-2222-3333-444444444444'

const yamlOf = (user: object, cluster: object = {}) =>
  JSON.stringify({
    clusters: [
      { name: 'c', cluster: { server: 'https://arc.example:6443', 'certificate-authority-data': CA, ...cluster } },
    ],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  })
const kubelogin = (...args: string[]) => ({
  exec: {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command: '/opt/bin/kubelogin',
    args: ['get-token', ...args],
  },
})

/** The headers of a request by the kubeconfig, for which server application a token was asked, and what was masked. */
async function requestBy(yaml: string, fromCheckout = false, folderOf = folder) {
  const asked: (string | undefined)[] = []
  const secrets: string[] = []
  const getToken = async (serverId: string | undefined) => {
    asked.push(serverId)
    return 'token-of-the-job'
  }
  const given = { text: yaml, folder: folderOf, fromCheckout }
  const way = wayTo(yaml, { getToken, onSecret: secret => secrets.push(secret), given }, () => undefined)
  const options: Record<string, unknown> & { headers?: Record<string, string> } = {}
  await way.config.applyToHTTPSOptions(options)
  return { way, options, asked, secrets }
}

describe('a kubeconfig that is given', () => {
  test('with a token: that is sent, and masked', async () => {
    const { options, asked, secrets } = await requestBy(yamlOf({ token: 'token-of-the-user' }))
    assert.equal(options.headers?.['Authorization'], 'Bearer token-of-the-user')
    assert.deepEqual([asked, secrets], [[], ['token-of-the-user']])
  })

  test('with a file that holds the token, beside it', async () => {
    const { options } = await requestBy(yamlOf({ tokenFile: 'token' }))
    assert.equal(options.headers?.['Authorization'], 'Bearer token-of-a-file')
  })

  test('with a file that holds the CA', async () => {
    const yaml = yamlOf({ token: 't' }, { 'certificate-authority-data': undefined, 'certificate-authority': 'ca.pem' })
    assert.equal(String((await requestBy(yaml)).options['ca']), 'PEM')
  })

  for (const [name, user, serverId] of [
    ['kubelogin', kubelogin('--server-id', SERVER_ID), SERVER_ID],
    ['kubelogin, joined', kubelogin(`--server-id=${SERVER_ID}`), SERVER_ID],
    ['kubelogin without an id', kubelogin(), undefined],
    [
      'the older plugin',
      { 'auth-provider': { name: 'azure', config: { 'apiserver-id': SERVER_ID, 'tenant-id': 't' } } },
      SERVER_ID,
    ],
  ] as const)
    test(`of ${name}: no command runs, and the token is the job's`, async () => {
      const { options, asked, way } = await requestBy(yamlOf(user))
      assert.equal(options.headers?.['Authorization'], 'Bearer token-of-the-job')
      assert.deepEqual([asked, way.ownCredential], [[serverId], false])
    })

  test('its proxy-url is used, and the password of it masked', async () => {
    const { way, secrets } = await requestBy(yamlOf({ token: 't' }, { 'proxy-url': 'http://u:pass%21word@p:1' }))
    assert.equal(way.proxy?.shown, 'p:1')
    assert.ok(secrets.includes('pass!word'))
  })

  test('its tls-server-name is used', async () => {
    const { options } = await requestBy(yamlOf({ token: 't' }, { 'tls-server-name': 'real.example' }))
    assert.equal(options['servername'], 'real.example')
  })

  for (const [name, yaml, expected, fromCheckout] of [
    [
      'another command',
      yamlOf({ exec: { command: 'aws', args: ['eks', 'get-token'] } }),
      /the command aws, and this step runs no commands/,
      false,
    ],
    [
      'a shell that calls kubelogin',
      yamlOf({ exec: { command: 'sh', args: ['-c', 'kubelogin get-token'] } }),
      /the command sh/,
      false,
    ],
    ['no credential', yamlOf({}), /no token, no client certificate/, false],
    [
      'a certificate without its key',
      yamlOf({ 'client-certificate-data': CA }),
      /no token, no client certificate/,
      false,
    ],
    [
      'no verification',
      yamlOf({ token: 't' }, { 'insecure-skip-tls-verify': true }),
      /insecure-skip-tls-verify/,
      false,
    ],
    ['http', yamlOf({ token: 't' }, { server: 'http://x' }), /not an https address/, false],
    ['a SOCKS proxy', yamlOf({ token: 't' }, { 'proxy-url': 'socks5://x:1' }), /proxy-url of the kubeconfig/, false],
    ['a file that does not exist', yamlOf({ tokenFile: 'nothing' }), /tokenFile file .* cannot be read/, false],
    ['text that is no YAML', '{', /not valid YAML/, false],
    ['no context', '{}', /names no cluster/, false],
    ['a server id that is none', yamlOf(kubelogin('--server-id', 'x')), /not a GUID/, false],
    [
      'the id of Azure Resource Manager',
      yamlOf(kubelogin('--server-id', '797f4846-ba00-4fd7-ba43-dac1f8f63013')),
      /another Microsoft service/,
      false,
    ],
    ['kubelogin, out of a checkout', yamlOf(kubelogin()), /file of the checkout, so its server gets no token/, true],
    [
      'a file of the runner, out of a checkout',
      yamlOf({ tokenFile: '/etc/hostname' }),
      /checkout, so its tokenFile file/,
      true,
    ],
  ] as const)
    test(`with ${name} is refused`, () => assert.rejects(requestBy(yaml, fromCheckout), expected))

  test('out of a checkout, with a token of its own, is used', async () => {
    const { options } = await requestBy(yamlOf({ token: 'own' }), true)
    assert.equal(options.headers?.['Authorization'], 'Bearer own')
  })
})
