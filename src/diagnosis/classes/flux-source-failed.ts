import type { Step } from '../../model/finding.ts'
import type { About } from '../about.ts'
import { causeWords } from '../flux-causes.ts'
import { admin, LEARN, you } from '../steps.ts'
import { FLUX_OBJECT } from '../text/around.ts'
import { textRule } from '../text-rule.ts'

const NEVER =
  /reference not found|couldn't find remote ref|authentication required|unable to authenticate|handshake failed|key mismatch|knownhosts|host key|repository not found|invalid (?:username|credentials|auth)|401|403|not found|access denied|unauthorized|no such key|unsupported|invalid/i

const SOURCES = `${LEARN}azure-arc/kubernetes/tutorial-use-gitops-flux2`

/** By what the host answered; only where it did not, is the way to it looked at. */
function stepOf({ f, permanence }: About): Step {
  const said = `${f('message')} ${f('code')}`
  if (/knownhosts|key mismatch|host key/i.test(said))
    return you(
      'Update the known hosts of the configuration; for Azure DevOps set source-controller.ssh-host-key-args.',
      SOURCES,
    )
  if (/unable to authenticate|publickey|handshake failed/i.test(said))
    return you(
      'Replace the private key in the configuration, and add its public key at the Git host as a deploy key: the host rejects this one.',
      SOURCES,
    )
  if (/x509|certificate/i.test(said))
    return you(
      'Give the source the certificate of its authority (https-ca-cert or certSecretRef): source-controller does not trust the host.',
      'https://fluxcd.io/flux/components/source/gitrepositories/',
    )
  if (/authenticat|unauthorized|\b40[13]\b|denied|invalid (?:user|cred|auth)|login to OCI|auth secret/i.test(said))
    return you(
      'Check the secret of the source (user and token, or the provider for workload identity) and its expiry: the host rejected the credentials or needs some.',
      SOURCES,
    )
  if (/chart with version matching|no chart version|chart name|invalid chart reference/i.test(said))
    return you(
      'Set the chart and version of the HelmRelease to ones that the repository has.',
      'https://fluxcd.io/flux/components/source/helmcharts/',
    )
  if (/remote ref|reference not found|failed to resolve|no match|semver|object not found|commit/i.test(said))
    return you('Set a branch, tag or commit that the repository has.', SOURCES)
  if (/\b404\b|not found/i.test(said))
    return you(
      'Check the address: the repository, chart or bucket does not exist, or the credentials have no access.',
      SOURCES,
    )
  if (/no such host/i.test(said))
    return you('Check the host’s name; the cluster’s DNS must resolve a private one.', SOURCES)
  if (/timeout|refused|unreachable|deadline|reset|EOF|no route/i.test(said))
    return admin(
      'Allow source-controller to reach the host and port of the address: the host did not answer.',
      'https://fluxcd.io/flux/cheatsheets/troubleshooting/',
    )
  return permanence === 'permanent'
    ? you('Check URL, branch or tag, and the credentials of the configuration.', SOURCES)
    : you(
        'Check the address, and update the extension: the host gave an unexpected answer.',
        'https://fluxcd.io/flux/cheatsheets/troubleshooting/',
      )
}

export const rule = textRule('flux-source-failed', {
  literals: [
    'failed to checkout and determine revision',
    'failed to fetch Helm repository index',
    'failed to determine artifact digest',
  ],
  patterns: [
    /(?<message>auth secret not found[\s\S]{0,200})/,
    /failed to checkout and determine revision:\s*(?:unable to (?:clone|list remote for) '?(?<url>(?:https?|ssh):\/\/(?:[^\s'@/]*@)?(?<host>[a-z0-9][a-z0-9.-]{2,252})[^\s']*)'?:?)?\s*(?<message>[\s\S]{0,500})/,
    /unable to (?:clone|list remote for) '{0,2}(?<url>(?:https?|ssh):\/\/(?:[^\s'@/]*@)?(?<host>[a-z0-9][a-z0-9.-]{2,252})[^\s']*)'{0,2}(?::|,\s*error:)\s*(?<message>[\s\S]{0,500})/,
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
    // What Git hosts answer, each in its own words.
    /(?<message>remote: (?:TF\d{6}|Repository not found|HTTP Basic: Access denied|The project you were looking for|Invalid username)[^\n"]{0,200}|Permission denied \(publickey[^)\n]{0,60}\)|Host key verification failed|[Cc]ould not read from remote repository)/,
    /(?<message>failed to login to OCI registry[\s\S]{0,200})/,
    /chart pull error:\s*(?<message>[\s\S]{0,500})/,
    /(?<message>git repository is empty|invalid chart reference:[\s\S]{0,300}|unable to resolve commit object[\s\S]{0,200})/,
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
  title: ({ f }) => {
    const object = /^[A-Z]/.test(f('kind')) ? `${f('kind')} ${f('name')}` : `the source ${f('name') || f('url')}`
    const said = `${f('message')} ${f('code')} ${f('path')}`
    return (causeWords(said, object.trim(), f) || `${object} cannot be fetched`).replace(/\s+/g, ' ')
  },
  remedy: about => [stepOf(about)],
})
