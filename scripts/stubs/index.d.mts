export const STUBS: Readonly<
  Record<
    | 'open'
    | 'undici'
    | 'js-yaml'
    | 'hpagent'
    | 'http-proxy-agent'
    | 'jsonpath-plus'
    | 'openid-client'
    | 'socks'
    | 'socks-proxy-agent'
    | '@octokit/plugin-paginate-rest'
    | '@octokit/plugin-rest-endpoint-methods'
    | '@azure/core-lro',
    string
  >
>
