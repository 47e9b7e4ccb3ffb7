import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Redactor } from '../../src/evidence/redact.ts'
import { redactFact } from '../../src/evidence/redact-fact.ts'
import { binding, listing, podLog, policy, protectSpec } from '../evidence-builder.ts'

const SECRET = 'p"ss\\wörd/with+odd=chars&more'

describe('a registered secret', () => {
  const redactor = new Redactor()
  redactor.register(SECRET)
  const json = JSON.stringify(SECRET).slice(1, -1)
  for (const [name, form] of [
    ['plain', SECRET],
    ['escaped as JSON', json],
    ['escaped as JSON twice', JSON.stringify(json).slice(1, -1)],
    ['URL-encoded', encodeURIComponent(SECRET)],
    ['base64', Buffer.from(SECRET).toString('base64')],
    ['base64url', Buffer.from(SECRET).toString('base64url')],
  ] as const)
    test(`is taken out ${name}`, () => {
      const clean = redactor.text(`before ${form} after`)
      assert.equal(clean, 'before *** after')
    })

  test('is taken out of base64 in the midst of other bytes, at any offset', () => {
    for (let offset = 0; offset < 3; offset++) {
      const whole = Buffer.concat([Buffer.alloc(offset, 65), Buffer.from(SECRET), Buffer.from('tail')]).toString(
        'base64',
      )
      assert.ok(redactor.text(whole).includes('***'), `offset ${offset}`)
    }
  })

  test('is taken out in the form that Go writes', () => {
    const go = new Redactor()
    go.register('a&b<c>d')
    assert.equal(go.text('x a\\u0026b\\u003cc\\u003ed y'), 'x *** y')
  })
})

describe('a fact', () => {
  const redactor = new Redactor()
  for (const secret of [SECRET, 'flux-system', 'Deny', 'pods', 'nodes']) redactor.register(secret)

  test('loses it in the text of others, and keeps names, ids and our own words', () => {
    const fact = podLog(`pods in flux-system: ${SECRET}`)
    const clean = redactFact(redactor, fact)
    assert.equal(clean.text, '*** in ***: ***')
    assert.deepEqual(clean.object, fact.object)
    const listed = listing('pods/flux-system')
    assert.deepEqual(redactFact(redactor, listed), listed)
  })

  test('of a check loses it in its detail too, before it is cut', () => {
    const detail = `${'x'.repeat(1990)} ${SECRET}`
    const clean = redactFact(redactor, {
      kind: 'check-row',
      time: '2026-03-09T12:00:00Z',
      text: detail,
      data: { check: 'nodes', verdict: 'not-visible', detail },
    })
    assert.equal(JSON.stringify(clean).includes(SECRET.slice(0, 6)), false)
    assert.equal(clean.kind === 'check-row' && clean.data.check, 'nodes')
  })

  test('that verdicts are made of says that it was altered', () => {
    const clean = redactFact(redactor, binding(['Deny']))
    assert.equal(clean.kind === 'binding' && clean.data.altered, true)
    const other = redactFact(redactor, policy(protectSpec(['Basic authentication', 'x'], ['a'])))
    assert.equal(other.kind === 'policy' && other.data.altered, undefined)
  })

  test('nested without end is refused, not followed', () => {
    let deep: object = {}
    for (let n = 0; n < 9000; n++) deep = { deep }
    assert.throws(() => redactFact(redactor, policy(deep)), RangeError)
  })
})

test('each line of a secret of several lines is a secret', () => {
  const redactor = new Redactor()
  redactor.register('first-line-of-it\nsecond-line-of-it')
  assert.equal(redactor.text('a second-line-of-it b first-line-of-it'), 'a *** b ***')
})

describe('known shapes', () => {
  const redactor = new Redactor()
  for (const [name, text, clean] of [
    ['a JSON Web Token', 'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl end', 'token *** end'],
    ['a bearer header', 'Authorization: Bearer abcdefghijkl', 'Authorization: Bearer ***'],
    [
      'an account key',
      'AccountName=a;AccountKey=Zm9vYmFyYmF6;EndpointSuffix=x',
      'AccountName=a;AccountKey=***;EndpointSuffix=x',
    ],
    [
      'one in an encoded URL, and one after it',
      'x=%3DeyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln,eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIyIn0.c2ln.',
      'x=%3D***,***.',
    ],
    ['two dotted words that begin alike', 'a.eyJx.b eyJ.eyJ.c', 'a.eyJx.b eyJ.eyJ.c'],
    ['a shared access key', 'Endpoint=sb://x/;SharedAccessKey=abcdef123456=', 'Endpoint=sb://x/;SharedAccessKey=***'],
    ['a signature in a URL', 'https://x/y?sv=1&sig=abc%2Bdefgh&se=2', 'https://x/y?sv=1&sig=***&se=2'],
    ['a quoted account key', 'AccountKey="Zm9vYmFyYmF6" end', 'AccountKey="***" end'],
    ['a password in JSON', '{"password":"hunter22","a":1}', '{"password":"***","a":1}'],
    ['a password in JSON in JSON', '{\\"password\\":\\"hunter22\\"}', '{\\"password\\":\\"***\\"}'],
    ['a password in a URL', 'https://user:hunter22@host/x', 'https://user:***@host/x'],
    ['a private key', 'a -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- b', 'a *** b'],
  ] as const)
    test(name, () => assert.equal(redactor.text(text), clean))

  test('names, ids and ordinary text stay', () => {
    const text =
      'configmaps "fluxconfig-immutable-values" is forbidden, id 11111111-2222-3333-4444-555555555555, token expired'
    assert.equal(redactor.text(text), text)
  })
})

test('a hostile line is redacted in time that grows with its length alone', () => {
  const redactor = new Redactor()
  const time = (text: string) => {
    const began = performance.now()
    redactor.text(text)
    return performance.now() - began
  }
  time('warm')
  for (const piece of [
    '://a:',
    'eyJ',
    '-eyJ',
    '-eyJaaaaaaaaa',
    '.eyJ',
    'eyJaaaaaaaa.eyJ',
    'eyJaaaaaaaa.eyJaaaa.',
    '\\',
    'Bearer ',
    '-----BEGIN PRIVATE KEY-----',
    'Password = ',
  ])
    assert.ok(time(piece.repeat(20_000)) < 2000, piece)
})

describe('secrets that are long, odd, or parted', () => {
  const long = Array.from({ length: 300 }, (_, n) => `line ${n} of ${'k'.repeat(50)}${n * 7919}`).join('\n')
  for (const [name, secret, text] of [
    ['of 16,500 characters', 'x9'.repeat(8250), `a ${'x9'.repeat(8250)} b`],
    ['of 300 lines, one of them', long, `a ${long.split('\n')[171]} b`],
    ['as System.Text.Json writes it', 'Zm9v+YmFy/secret+Q==', 'a Zm9v\\u002BYmFy/secret\\u002BQ== b'],
    ['as Python writes it', 'pässwörd-geheim', 'a p\\u00e4ssw\\u00f6rd-geheim b'],
    ['as PHP writes it', 'ab/cd/ef-secret', 'a ab\\/cd\\/ef-secret b'],
    ['in base64 of UTF-16', 'sim-secret-Q8~x', `a ${Buffer.from('sim-secret-Q8~x', 'utf16le').toString('base64')} b`],
    ['URL-encoded twice', 'sim secret/Q8~x+', `a ${encodeURIComponent(encodeURIComponent('sim secret/Q8~x+'))} b`],
    ['with dashes between its letters', 'simsecretQ8x', `a ${[...'simsecretQ8x'].join('-')} b`],
    ['with blanks between its letters', 'sim-secret-Q8x', `a ${[...'simsecretQ8x'].join(' ')} b`],
    ['with zero-width spaces between its letters', 'sim-secret-Q8~x', `a ${[...'sim-secret-Q8~x'].join('\u200b')} b`],
    ['parted by escape codes', 'sim-secret-Q8~x', 'a sim-\u001b[31msec\u001b[0mret-Q8~x b'],
    ['in UTF-16 read as bytes', 'sim-secret-Q8~x', `a ${[...'sim-secret-Q8~x'].join('\0')} b`],
    ['with a tab, as one line', 'left-half\tright-half', 'a left-half right-half b'],
    ['with lone surrogates', 'abc\ud800def-secret', 'a abc\ud800def-secret b'],
  ] as const)
    test(name, () => {
      const redactor = new Redactor()
      redactor.register(secret)
      const clean = redactor.text(text)
      assert.equal(clean, 'a *** b')
    })

  for (const [name, end] of [
    ['line ends', '\n'],
    ['line ends of Windows', '\r\n'],
    ['escaped line ends', '\\n'],
  ] as const)
    test(`in base64 with ${name}`, () => {
      const secret = 'a-secret-that-is-long-enough-for-two-lines-of-base64-and-more'
      const redactor = new Redactor()
      redactor.register(secret)
      const lines =
        Buffer.from(secret)
          .toString('base64')
          .match(/.{1,64}/g) ?? []
      const clean = redactor.text(`a ${lines.join(end)} b`)
      assert.ok(
        lines.every(line => !clean.includes(line)),
        clean,
      )
    })

  test('lines that hold no secret stay lines', () => {
    const redactor = new Redactor()
    redactor.register('top-secret-value')
    const yaml = 'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata:\n  name: x\n'
    assert.equal(redactor.text(yaml), yaml)
    assert.equal(redactor.text(`${yaml}a: top-secret-value\n`), `${yaml}a: ***\n`)
  })

  test('the code of an ARM error and the reason of an event are texts too', () => {
    const redactor = new Redactor()
    redactor.register('top-secret-value')
    const fact = redactFact(redactor, {
      kind: 'arm-error',
      time: '',
      text: '',
      data: { code: 'Bad_top-secret-value', status: 400, during: 'x', details: [] },
    })
    assert.ok(!JSON.stringify(fact).includes('top-secret-value'))
  })

  test('deep leaves what holds no secret as the same object', () => {
    const redactor = new Redactor()
    redactor.register('top-secret-value')
    const clean = { a: ['x', { b: 'y' }] }
    assert.equal(redactor.deep(clean), clean)
    assert.deepEqual(redactor.deep({ a: ['x', { b: 'a top-secret-value' }] }), { a: ['x', { b: 'a ***' }] })
  })
})

describe('shapes of secrets that nobody registered', () => {
  const redactor = new Redactor()
  const value = 'v4lu3-that-is-secret'
  for (const text of [
    `ARM_CLIENT_SECRET=${value}`,
    `az login --service-principal -u x -p ${value} --tenant y`,
    `az aks create --client-secret ${value}`,
    `--password=${value}`,
    `client-key-data: ${value}`,
    `{"adminPassword":"${value}"}`,
    `api-key: ${value}`,
    `token=${value}`,
    `https://${value}@github.com/x/y`,
    `https://user:${value}@github.com/x/y`,
    `https://x.blob.core.windows.net/a?sv=1\\u0026sig=${value}`,
    `https://x.blob.core.windows.net/a?sv=1&amp;sig=${value}`,
    `https%3A%2F%2Fx%3Fsv%3D1%26sig%3D${value}`,
    `{"token" : "${value}"}`,
    `{"admin_password" : "${value}"}`,
    `{"password": "some words and ${value}"}`,
    `{\\"adminPassword\\" : \\"some words and ${value}\\"}`,
    `{"auths":{"r.io":{"auth": "${value}"}}}`,
    `{"auths":{"r.io":{"auth":"${value}"}}}`,
    `key: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQo${value}`,
    `--configuration-protected-settings workspaceKey=${value}`,
    `--config-protected k=${value}`,
    `azurestorageaccountkey: ${value}`,
    `"primaryKey": "${value}"`,
    `secret_key=${value}`,
    `client_assertion=${value}`,
    `id_token=${value}`,
    `GITHUB_TOKEN=${value}`,
    `docker login -u x -p ${value}`,
    `curl -u user:${value} https://x`,
    `Authorization: token ${value}`,
    `Authorization: ${value}`,
    `Bearer%20${value}`,
    `Ocp-Apim-Subscription-Key: ${value}`,
    `-----BEGIN PGP PRIVATE KEY BLOCK-----\n${value}`,
    `Authorization: Bearer \u001b[33m${value}\u001b[0m`,
    `https://a.blob.core.windows.net/c?sv=1&sig=\u001b[1m${value}`,
    `pass\u00adword=${value}`,
  ])
    test(text, () => {
      assert.equal(redactor.text(text).includes(value), false, redactor.text(text))
    })

  const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcDEFghiJKLmnoPQR'
  for (const token of [
    `ghs_1234567_${jwt}`,
    `ghp_${'a1B2'.repeat(9)}`,
    `github_pat_${'a1B2_'.repeat(9)}`,
    `abc8Q~${'a1B2-'.repeat(6)}abcd`,
    `0.AXoA${'a1B2-'.repeat(8)}.AgABAAEA${'c3D4_'.repeat(12)}`,
  ])
    test(`${token.slice(0, 8)}…`, () => {
      assert.equal(redactor.text(`fatal: ${token} was refused`), 'fatal: *** was refused')
    })

  for (const text of [
    'secret "flux-auth" not found',
    'secret=flux-system/git-auth',
    'configmaps "token" is forbidden',
    'MountVolume.SetUp failed for volume "client-secret" : secret "client-secret" not found',
    'pulling image mcr.microsoft.com/oss/fluxcd/source-controller:v1.2.3@sha256:0123456789abcdef',
    'unable to clone https://github.com/org/repository: authentication required',
    'token: expired',
    'pods/source-controller-7c9f8d5b6c-x2x5k in flux-system',
  ])
    test(`${text} is none`, () => {
      assert.equal(redactor.text(text), text)
    })
})

describe('a secret that is cut over two lines', () => {
  const secret = 'Zk8vQ1l2bXdPq7Rt5uYx3nLs9aBc'
  const redactor = new Redactor()
  redactor.register(secret)
  for (const [name, form] of [
    ['as it is', secret],
    ['in hexadecimal digits', Buffer.from(secret).toString('hex')],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64, twice', Buffer.from(Buffer.from(secret).toString('base64')).toString('base64')],
  ] as const) {
    test(`${name}: whole`, () => assert.equal(redactor.text(`key ${form} end`).includes(form.slice(2, -4)), false))
    test(`${name}: its first half at the end of a text`, () =>
      assert.equal(redactor.text(`the key is ${form.slice(0, 16)}`), 'the key is ***'))
    test(`${name}: its second half at the beginning of the next`, () =>
      assert.equal(redactor.text(`${form.slice(-16)} and more`), '*** and more'))
    test(`${name}: over two lines of one text`, () => {
      const text = redactor.text(`a ${form.slice(0, 14)}\n${form.slice(14)} b`)
      assert.ok(!text.includes(form.slice(0, 14)) && !text.includes(form.slice(14)), text)
    })
  }

  test('less than half of what tells it stays: that may be anything', () =>
    assert.equal(redactor.text(`ends in ${secret.slice(0, 6)}`), `ends in ${secret.slice(0, 6)}`))
})
