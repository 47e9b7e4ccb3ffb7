/** Tails one container's log by the action's own modules until the line that matters is known. Arguments: kubeconfig, namespace, pod, container. */
import { readFileSync } from 'node:fs'
import { Diagnosis, LITERALS } from '../../src/diagnosis/index.ts'
import { Store } from '../../src/evidence/store.ts'
import { connectApiServer } from '../../src/kubernetes/api-server/client.ts'
import { LogLines, literalFilter } from '../../src/kubernetes/logs/lines.ts'

const [kubeconfig = '', namespace = '', pod = '', container = ''] = process.argv.slice(2)
const api = connectApiServer(readFileSync(kubeconfig, 'utf8'), { getToken: async () => '', onSecret: () => undefined })
const diagnosis = new Diagnosis(new Store())
let known = 0
const lines = new LogLines(literalFilter(LITERALS), ({ text, number, emitted, part }) => {
  const object = { kind: 'Pod', namespace, name: pod, container }
  const data = { podUid: 'u', containerId: 'c', line: number, emitted: '', part }
  if (diagnosis.observe({ kind: 'pod-log', time: emitted, object, text, data })) known++
})
const path = `/api/v1/namespaces/${namespace}/pods/${pod}/log?container=${container}&timestamps=true`
for await (const chunk of await api.stream(path, new AbortController().signal)) lines.push(chunk)
lines.end()
const findings = await diagnosis.findings()
console.log(JSON.stringify({ lines: lines.lines, known, findings: findings.map(each => each.class) }))
process.exit()
