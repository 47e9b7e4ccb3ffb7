/**
 * The one script that a run command carries out in the cluster, and how its output is read. A run command gives text only,
 * 512 kB at most (Microsoft Learn, "Access a private AKS cluster using the command invoke"), and each one costs a pod: so all
 * that is wanted is in one, in parts with a limit each, behind marks that nothing in the cluster can guess.
 */

/** Bytes of each part. Together they stay below the limit of the whole. */
const LIMITS = { pods: 90_000, events: 60_000, namespace: 4000, workloads: 50_000, bindings: 40_000, policies: 140_000 }
/** Containers whose logs are read, of those that are not Ready or have restarted, and bytes of each log's end. */
const LOGS = 8
const LOG_BYTES = 8000

/** What one part of the output holds. */
export interface Part {
  /** How kubectl ended; 0 for well. */
  readonly status: number
  readonly text: string
  /** It was longer than its limit. */
  readonly cut: boolean
}

/** @param namespace a DNS label. @param mark that the output's parts begin with: letters and digits. @returns text for sh. */
export function scriptFor(namespace: string, mark: string): string {
  if (!/^[a-z0-9-]{1,63}$/.test(namespace) || !/^[a-z0-9]+$/i.test(mark))
    throw new TypeError('not a namespace, or not a mark')
  const get = (name: keyof typeof LIMITS, resource: string) =>
    `json ${name} ${LIMITS[name]} kubectl get ${resource} -o json`
  // Indents are a third of it; no line of JSON begins within a text.
  return `n=${namespace}; m=${mark}
say() { printf '\\n%s %s %s %s\\n' "$m" "$1" "$2" "$3"; }
json() { name=$1; max=$2; shift 2
  out=$("$@" 2>/dev/null); code=$?
  if [ $code -ne 0 ]; then out=$("$@" 2>&1 >/dev/null | head -c 2000); else out=$(printf '%s' "$out" | sed 's/^ *//' | tr -d '\\n'); fi
  say "$name" $code \${#out}; printf '%s' "$out" | head -c "$max"; }
log() { name=$1; shift; out=$("$@" 2>&1); code=$?; out=$(printf '%s' "$out" | tail -c ${LOG_BYTES}); say "$name" $code \${#out}; printf '%s\\n' "$out"; }
${get('pods', '"pods" -n "$n"')}
kubectl get pods -n "$n" -o go-template='{{range .items}}{{$p := .metadata.name}}{{range .status.initContainerStatuses}}{{$p}} {{.name}} {{.ready}} {{.restartCount}}{{"\\n"}}{{end}}{{range .status.containerStatuses}}{{$p}} {{.name}} {{.ready}} {{.restartCount}}{{"\\n"}}{{end}}{{end}}' 2>/dev/null |
while read -r p c ready starts; do
  if [ "$ready" = true ] && [ "$starts" = 0 ]; then continue; fi
  i=$((i+1)); if [ "$i" -gt ${LOGS} ]; then break; fi
  log "log/$p/$c/current" kubectl logs -n "$n" "$p" -c "$c" --timestamps --tail=200
  if [ "$starts" != 0 ]; then log "log/$p/$c/previous" kubectl logs -n "$n" "$p" -c "$c" --timestamps --tail=200 --previous; fi
done
${get('events', 'events -n "$n"')}
${get('namespace', 'namespaces --field-selector "metadata.name=$n"')}
${get('workloads', 'deployments,statefulsets,daemonsets -n "$n"')}
${get('bindings', 'validatingadmissionpolicybindings')}
${get('policies', 'validatingadmissionpolicies')}
say end 0 0
`
}

/** @returns the parts by their names; none of a text that has no marks. */
export function partsOf(output: string, mark: string): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>()
  const heads = [...output.matchAll(new RegExp(`^${mark} (\\S+) (\\d+) (\\d+)\\r?\\n`, 'gm'))]
  for (const [at, head] of heads.entries()) {
    const [whole, name = '', status = '', size = ''] = head
    const from = (head.index ?? 0) + whole.length
    // Of the last part the output itself may have been cut.
    const until = heads[at + 1]?.index
    const text = output.slice(from, until ?? output.length).replace(/\n$/, '')
    const cut = until === undefined ? name !== 'end' : Buffer.byteLength(text) + 1 < Number(size)
    parts.set(name, { status: Number(status), text, cut })
  }
  return parts
}
