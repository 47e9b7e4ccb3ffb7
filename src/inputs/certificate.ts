/** A client certificate: PEM, given as text or as a path. What is wrong with it is told before Entra ID is asked. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { readPlainFile } from '../plain-file.ts'

const LIMIT_BYTES = 256 * 1024
const CONVERT = 'openssl pkcs12 -in client.pfx -nodes -out client.pem'
const NAME = 'client-certificate'

/** @param wrong told what is wrong with it; never its text. @returns the PEM; '' where there is none. */
export function readCertificate(given: string, password: string | undefined, wrong: string[]): string {
  if (given === '') return ''
  const text = given.includes('-----BEGIN') ? given : readFile(given, wrong)
  if (text === undefined) return ''
  const key = keyIn(text, password)
  const pem = leafFirst(text, key)
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
    const what = pem.includes('-----BEGIN') ? 'contains a key but no certificate' : 'is not PEM'
    wrong.push(`${NAME}: ${what}. Convert a PFX with ${CONVERT}, and pass that file or its text`)
    return ''
  }
  const fault = faultOf(pem, key, password)
  if (fault !== '') wrong.push(`${NAME}: ${fault}`)
  return pem
}

/** The first certificate is the one that is signed in with: of a chain, the one that the key is of. */
function leafFirst(pem: string, key: KeyObject | undefined): string {
  if (key === undefined) return pem
  const all = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []
  try {
    const own = all.find(each => new X509Certificate(each).checkPrivateKey(key))
    return own === undefined || own === all[0] ? pem : `${own}\n${pem.replace(own, '')}`
  } catch {
    // What is wrong with it is told below.
    return pem
  }
}

/** @returns undefined where there is none, which is told. */
function readFile(given: string, wrong: string[]): string | undefined {
  if (given.length > 1024 || /[\r\n]/.test(given)) {
    wrong.push(`${NAME}: neither PEM nor a path. Convert a PFX with ${CONVERT}, and pass that file or its text`)
    return undefined
  }
  try {
    return readPlainFile(realpathSync(resolve(process.env['GITHUB_WORKSPACE'] ?? '', given)), LIMIT_BYTES)
  } catch {
    // The system's message quotes what was given, which may be a key that was pasted in part.
    wrong.push(`${NAME}: found no file of up to ${LIMIT_BYTES / 1024} KiB at this path (relative to the workspace)`)
    return undefined
  }
}

/** @returns undefined where there is none, or it cannot be read. */
function keyIn(pem: string, password: string | undefined): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, ...(password === undefined ? {} : { passphrase: password }) })
  } catch {
    return undefined
  }
}

/** @returns what is wrong; '' for nothing. */
function faultOf(pem: string, key: KeyObject | undefined, password: string | undefined): string {
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(pem)
  } catch {
    return 'its certificate cannot be read'
  }
  if (!/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(pem))
    return 'contains no private key; put certificate and key into one file'
  if (key === undefined)
    return password === undefined
      ? 'its private key cannot be read; an encrypted one needs client-certificate-password'
      : 'its private key cannot be read with client-certificate-password'
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType !== 'rsa' || modulusLength < 2048)
    return `Entra ID accepts RSA keys of 2048 bits or more; this one is ${key.asymmetricKeyType ?? 'of unknown type'}${modulusLength ? ` of ${modulusLength} bits` : ''}`
  if (!certificate.checkPrivateKey(key)) return 'the private key does not match the certificate'
  if (Date.parse(certificate.validTo) < Date.now())
    return `the certificate expired on ${new Date(certificate.validTo).toISOString().slice(0, 10)}`
  return ''
}
