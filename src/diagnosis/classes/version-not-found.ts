/** No such version in this train. Codes: Azure REST API reference; texts: public reports. */
import { command, extensionCommand } from '../../model/command.ts'
import { nearestVersions } from '../../model/versions.ts'
import { ANSWERS } from '../rule.ts'
import { you } from '../steps.ts'
import { textRule } from '../text-rule.ts'

export const rule = textRule('version-not-found', {
  literals: [],
  of: [...ANSWERS, 'pod-log', 'event'],
  patterns: [
    /chart "?(?<name>[a-z0-9-]{1,63})"? version "(?<version>[^"]{1,60})" not found(?<message>)/,
    /(?<message>Failed to resolve the extension version[^"\]]{0,200})/i,
    /(?<message>Chart path not found[^"\]]{0,200})/i,
    /(?<message>(?:chart|[Hh]elm chart) "?[^"\n]{1,200}"? (?:version|matching) "?(?<version>[\w.+-]{1,60})"? not found[^\]"]{0,200})/,
    /[Vv]ersion '?"?(?<version>\d[\w.+-]{1,60}?)'?"? (?<message>(?:is|was|does|could|cannot|not)[^"\]]{0,30}(?:not (?:found|available|supported|exist|valid)|be found|unavailable|invalid)[^"\]]{0,160})/,
    /(?<message>[Nn]o (?:matching|such|published|available) (?:extension )?version[^"\]]{0,200})/,
  ],
  around: [
    /[Vv]ersion:? '?"?\[?(?<version>v?\d+\.\d+[\w.+-]{0,40})/,
    /[Rr]elease ?[Tt]rain:? '?"?\[?(?<name>[a-z]{3,20})/i,
    /[Ee]xtension ?[Tt]ype:? '?\[?(?<extensionType>[A-Za-z]+\.[\w.]{2,80})/,
  ],
  when: (text, fact) =>
    !/kubernetes version|api-version|orchestrator/i.test(text) &&
    // Anything has versions: of a tool's output only what speaks of extensions or charts is meant.
    (fact.kind === 'arm-error' || /extension|chart|release train|Microsoft\./i.test(text)) &&
    (fact.kind !== 'pod-log' || /chart "?[^"]+"? version/.test(text)),
  title: () => 'this version of the extension does not exist in this train',
  remedy: ({ f, names, extensionType, offered }) => [
    ...(/chart/i.test(f('message')) && f('extensionName') === '' && extensionType === ''
      ? [
          you(
            'Set the chart version (in the HelmRelease or the command) to one that the repository has.',
            'https://helm.sh/docs/helm/helm_search_repo/',
          ),
        ]
      : []),
    you(
      `Set extension-version to a published version, or remove it. Check release-train.${offered.length === 0 ? '' : ` Versions offered to this cluster, nearest first: ${nearestVersions(f('version'), offered).slice(0, 5).join(', ')}.`}`,
      'https://aka.ms/k8s-extension-type-versions',
      extensionCommand(
        'extension-types list-versions-by-cluster',
        names,
        command`--extension-type ${extensionType || 'EXTENSION_TYPE'} --release-train stable`,
      ),
    ),
  ],
})
