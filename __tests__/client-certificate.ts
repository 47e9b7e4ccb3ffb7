/** Certificates for an application, made by the test that uses them. */
import { createPrivateKey } from 'node:crypto'
import { generate } from 'selfsigned'

export interface Made {
  readonly certificate: string
  readonly key: string
}

/** @param days that it lives; less than 0 for one that has ended. */
export async function makeClientCertificate(days = 1, keyType: 'rsa' | 'ec' = 'rsa'): Promise<Made> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'application' }], {
    keyType,
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 10 * 86_400_000),
    notAfterDate: new Date(Date.now() + days * 86_400_000),
  })
  return { certificate: cert, key }
}

export function encrypted(key: string, passphrase: string): string {
  return createPrivateKey(key).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString()
}
