/**
 * Packages that dist has a stand-in for, because no path of the action takes them; together they would be half of it
 * (docs/adr/0029). Each stand-in throws where it would be used.
 */
import { join } from 'node:path'

const stub = name => join(import.meta.dirname, `${name}.mjs`)

/** By the name of the package. */
export const STUBS = {
  open: stub('open'),
  undici: stub('undici'),
  'js-yaml': stub('js-yaml'),
  hpagent: stub('kubernetes-auth'),
  'http-proxy-agent': stub('http-proxy-agent'),
  'jsonpath-plus': stub('kubernetes-auth'),
  'openid-client': stub('kubernetes-auth'),
  socks: stub('kubernetes-auth'),
  'socks-proxy-agent': stub('kubernetes-auth'),
  '@octokit/plugin-paginate-rest': stub('octokit-plugins'),
  '@octokit/plugin-rest-endpoint-methods': stub('octokit-plugins'),
  '@azure/core-lro': stub('core-lro'),
}
