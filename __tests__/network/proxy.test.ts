import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { proxyFor, proxySecrets, unusableProxies } from '../../src/network/proxy.ts'

const PROXY = 'http://proxy.example:3128'
const DIRECT = undefined
const BY = 'proxy.example:3128'

describe('the proxy of an address', () => {
  for (const [name, address, env, expected] of [
    ['none where no variable names one', 'https://a.example', {}, DIRECT],
    ['of HTTPS_PROXY', 'https://a.example', { HTTPS_PROXY: PROXY }, BY],
    ['of https_proxy, which wins', 'https://a.example', { HTTPS_PROXY: 'http://other:1', https_proxy: PROXY }, BY],
    ['an empty https_proxy is none given', 'https://a.example', { https_proxy: '', HTTPS_PROXY: PROXY }, BY],
    ['without a scheme', 'https://a.example', { HTTPS_PROXY: 'proxy.example:3128' }, BY],
    ['reached by https', 'https://a.example', { HTTPS_PROXY: 'https://proxy.example' }, 'proxy.example:443'],
    ['its credentials are not shown', 'https://a.example', { HTTPS_PROXY: 'http://u:p@proxy.example:3128' }, BY],
    ['HTTP_PROXY is for http', 'https://a.example', { HTTP_PROXY: PROXY }, DIRECT],
    ['an excepted host', 'https://a.example', { HTTPS_PROXY: PROXY, NO_PROXY: 'b.example, a.example' }, DIRECT],
    ['a host below an excepted one', 'https://x.a.example', { HTTPS_PROXY: PROXY, NO_PROXY: 'a.example' }, DIRECT],
    ['a host that only ends alike', 'https://xa.example', { HTTPS_PROXY: PROXY, NO_PROXY: 'a.example' }, BY],
    ['an excepted suffix', 'https://x.a.example', { HTTPS_PROXY: PROXY, no_proxy: '.a.example' }, DIRECT],
    ['an excepted suffix with a star', 'https://x.a.example', { HTTPS_PROXY: PROXY, no_proxy: '*.a.example' }, DIRECT],
    [
      'the host itself is not below its suffix',
      'https://a.example',
      { HTTPS_PROXY: PROXY, no_proxy: '.a.example' },
      BY,
    ],
    ['no case', 'https://A.example', { HTTPS_PROXY: PROXY, NO_PROXY: 'a.EXAMPLE' }, DIRECT],
    ['everything excepted', 'https://a.example', { HTTPS_PROXY: PROXY, NO_PROXY: '*' }, DIRECT],
    ['an excepted port', 'https://a.example:6443', { HTTPS_PROXY: PROXY, NO_PROXY: 'a.example:6443' }, DIRECT],
    ['another port', 'https://a.example', { HTTPS_PROXY: PROXY, NO_PROXY: 'a.example:6443' }, BY],
    ['an excepted network', 'https://10.3.4.5', { HTTPS_PROXY: PROXY, NO_PROXY: '10.0.0.0/8' }, DIRECT],
    ['an address outside it', 'https://11.3.4.5', { HTTPS_PROXY: PROXY, NO_PROXY: '10.0.0.0/8' }, BY],
    ['a name is in no network', 'https://a.example', { HTTPS_PROXY: PROXY, NO_PROXY: '0.0.0.0/0' }, BY],
    ['an excepted IPv6 network', 'https://[fd00::1]', { HTTPS_PROXY: PROXY, NO_PROXY: 'fd00::/8' }, DIRECT],
    [
      'an excepted IPv6 address',
      'https://[2001:db8::1]:6443',
      { HTTPS_PROXY: PROXY, NO_PROXY: '[2001:db8::1]' },
      DIRECT,
    ],
    [
      'an IPv6 address, written otherwise',
      'https://[2001:db8::1]',
      { HTTPS_PROXY: PROXY, NO_PROXY: '2001:DB8:0:0::1' },
      DIRECT,
    ],
    ['an address is no suffix of another', 'https://10.1.2.3', { HTTPS_PROXY: PROXY, NO_PROXY: '2.3' }, BY],
    ['a network that is none', 'https://10.3.4.5', { HTTPS_PROXY: PROXY, NO_PROXY: '10.0.0.0/99' }, BY],
    ['loopback never', 'https://127.0.0.1:8443', { HTTPS_PROXY: PROXY }, DIRECT],
    ['localhost never', 'https://localhost', { HTTPS_PROXY: PROXY }, DIRECT],
    ['the instance metadata never', 'http://169.254.169.254', { HTTPS_PROXY: PROXY }, DIRECT],
  ] as const)
    test(name, () => assert.equal(proxyFor(new URL(address), env)?.shown, expected))
})

test('variables that hold no proxy', () => {
  assert.deepEqual(unusableProxies({ HTTPS_PROXY: 'socks5://proxy:1080', https_proxy: 'http://ok:1' }), ['HTTPS_PROXY'])
  assert.deepEqual(unusableProxies({ HTTPS_PROXY: 'http://' }), ['HTTPS_PROXY'])
  assert.deepEqual(unusableProxies({ HTTPS_PROXY: 'http://u:100%25%zz@p:1' }), ['HTTPS_PROXY'])
  assert.deepEqual(unusableProxies({ HTTPS_PROXY: ' http://p:1 ' }), [])
  assert.deepEqual(unusableProxies({ HTTPS_PROXY: 'proxy.example:3128', HTTP_PROXY: 'ftp://x' }), [])
})

describe('secrets of a proxy', () => {
  for (const [name, value, expected] of [
    ['a password', 'http://user:hunter22@p:1', ['hunter22', Buffer.from('user:hunter22').toString('base64')]],
    ['an encoded one', 'http://user:a%40b@p:1', ['a%40b', 'a@b', Buffer.from('user:a@b').toString('base64')]],
    ['without a scheme', 'user:hunter22@p:1', ['hunter22', Buffer.from('user:hunter22').toString('base64')]],
    ['in what cannot be read', 'http://user:hunter22@', ['hunter22']],
    ['none', 'http://p:1', []],
  ] as const)
    test(name, () => assert.deepEqual(proxySecrets({ HTTPS_PROXY: value }), expected))
})
