import { admin, LEARN, you } from '../steps.ts'
import { FLUX_OBJECT } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

const NEVER =
  /reference not found|couldn't find remote ref|authentication required|unable to authenticate|handshake failed|key mismatch|knownhosts|host key|repository not found|invalid (?:username|credentials|auth)|401|403|not found|access denied|unauthorized|no such key|unsupported|invalid/i

export const rule = textRule('flux-source-failed', {
  literals: [
    'failed to checkout and determine revision',
    'failed to fetch Helm repository index',
    'failed to determine artifact digest',
  ],
  patterns: [
    /(?<message>auth secret not found[\s\S]{0,200})/,
    /failed to checkout and determine revision:\s*(?:unable to (?:clone|list remote for) '?(?<url>(?:https?|ssh):\/\/(?:[^\s'@/]*@)?(?<host>[a-z0-9][a-z0-9.-]{2,252})[^\s']*)'?:?)?\s*(?<message>[\s\S]{0,500})/,
    /unable to (?:clone|list remote for) '?(?<url>(?:https?|ssh):\/\/(?:[^\s'@/]*@)?(?<host>[a-z0-9][a-z0-9.-]{2,252})[^\s']*)'?:\s*(?<message>[\s\S]{0,500})/,
    /failed to (?:fetch|cache) Helm repository index:\s*(?<message>[\s\S]{0,500})/,
    /failed to (?:determine artifact digest|pull artifact|get (?:the )?(?:HelmRepository|artifact))[^:]{0,60}:\s*(?<message>[\s\S]{0,500})/,
    /^failed to fetch (?<url>https?:\/\/(?<host>[^/\s:"]{1,253})\S*)\s?:\s*(?<message>(?<code>[45]\d\d)?[\s\S]{0,300})/,
    /failed to download repository index:\s*(?<message>[\s\S]{0,500})/,
    /failed to (?:retrieve|get) source: ?(?<message>(?<kind>GitRepository|OCIRepository|HelmRepository|Bucket)[\w.]{0,60} "(?<name>[^"]{1,253})" not found)/,
    /(?<message>HelmChart '(?:(?<namespace>[a-z0-9-]{1,63})\/)?(?<name>[^']{1,253})' is not ready[^\n]{0,200})/,
    /(?<message>no (?:chart|artifact|tag|match) ?(?:version)? ?(?:found|available)? ?(?:for|in) [^\n]{1,200})/,
    /(?:failed to (?:get|list|stat|download) (?:objects? (?:from|in) )?bucket|bucket '[^']*' not found)(?<message>[\s\S]{0,400})/i,
    /(?<message>(?:couldn't find remote ref|failed to resolve (?:tag|ref|semver)|no match found for semver|git (?:clone|fetch) failed|failed to clone)[\s\S]{0,300})/,
    /(?<message>ssh: handshake failed:[\s\S]{0,300}|knownhosts: key (?:mismatch|is unknown)[\s\S]{0,100})/,
    /(?<message>failed to login to OCI registry[\s\S]{0,200})/,
    /chart pull error:\s*(?<message>[\s\S]{0,500})/,
  ],
  when: (text, fact) =>
    !/^failed to fetch http/.test(text) ||
    /^(?:HelmRepository|HelmChart|GitRepository|OCIRepository|Bucket)$/.test(fact.object?.kind ?? ''),
  around: [
    /(?<url>(?:https?|ssh|oci):\/\/(?:[^\s'"@/]*@)?(?<host>[a-z0-9][a-z0-9.-]{2,252})[^\s'"]*)/,
    /\b(?<url>git@(?<host>[a-z0-9.-]{3,252}):[^\s'"]+)/,
    /remote ref "(?<path>[^"]{1,253})"/,
    ...FLUX_OBJECT,
  ],
  reason: text => (NEVER.test(text) && !/no such host|i\/o timeout/.test(text) ? 'permanent' : 'transient'),
  title: ({ f }) => `the source ${f('name') || f('url')} cannot be fetched`.replace(/\s+/g, ' '),
  remedy: ({ permanence, f }) => [
    permanence === 'permanent'
      ? you(
          /handshake|key mismatch|knownhosts|host key/i.test(f('message'))
            ? 'Renew the known hosts of the configuration; for Azure DevOps set source-controller.ssh-host-key-args.'
            : 'Check URL, branch or tag, and the credentials of the configuration.',
          `${LEARN}azure-arc/kubernetes/tutorial-use-gitops-flux2`,
        )
      : admin(
          'Let source-controller reach the host, on 443 or 22.',
          'https://fluxcd.io/flux/cheatsheets/troubleshooting/',
        ),
  ],
})
