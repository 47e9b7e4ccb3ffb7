/** What a connection that failed says of the network. */

/** Codes of certificates that nobody vouches for here (Node.js, "X509 certificate error codes"). */
const UNTRUSTED =
  /^(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED)$/

/** @returns a sentence on the CA of a proxy that opens TLS, where the error is of such a kind; '' otherwise. */
export function trustHint(thrown: unknown): string {
  return codesOf(thrown).some(code => UNTRUSTED.test(code))
    ? '. A TLS-inspecting proxy needs its CA in NODE_EXTRA_CA_CERTS on the runner'
    : ''
}

/** @returns whether trying again is of no use: a proxy has refused. */
export function isFinal(thrown: unknown): boolean {
  return codesOf(thrown).includes('PROXY_REFUSED')
}

function codesOf(thrown: unknown): string[] {
  const codes: string[] = []
  for (let at = thrown, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    const { code } = at as { code?: unknown }
    if (typeof code === 'string') codes.push(code)
  }
  return codes
}
