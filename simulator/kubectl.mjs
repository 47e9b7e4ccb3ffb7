#!/usr/bin/env node
/** A stand-in for kubectl in the pod of a run command: `get … -o json`, one go-template, and `logs`, as the script asks them. */
import { request } from 'node:https'

const { KUBE_SERVER, KUBE_TOKEN } = process.env
const args = process.argv.slice(2)
const GROUPS = {
  pods: '/api/v1',
  events: '/api/v1',
  namespaces: '/api/v1',
  deployments: '/apis/apps/v1',
  statefulsets: '/apis/apps/v1',
  daemonsets: '/apis/apps/v1',
  validatingadmissionpolicies: '/apis/admissionregistration.k8s.io/v1',
  validatingadmissionpolicybindings: '/apis/admissionregistration.k8s.io/v1',
}

function option(...names) {
  const at = args.findIndex(each => names.includes(each))
  return at < 0 ? undefined : args[at + 1]
}

function ask(path) {
  return new Promise((resolve, reject) => {
    const asked = request(`${KUBE_SERVER}${path}`, { headers: { authorization: `Bearer ${KUBE_TOKEN}` } }, answer => {
      let text = ''
      answer.setEncoding('utf8').on('data', chunk => {
        text += chunk
      })
      // A stream that is cut ends as it is.
      answer.on('error', () => undefined)
      answer.on('close', () => {
        if (answer.statusCode === 200) return resolve(text)
        const { message = text } = text.startsWith('{') ? JSON.parse(text) : {}
        const reason = { 400: ' (BadRequest)', 403: ' (Forbidden)', 404: ' (NotFound)' }[answer.statusCode] ?? ''
        reject(new Error(`Error from server${reason}: ${message}`))
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}

async function get() {
  const namespace = option('-n')
  const resources = args[1].split(',')
  const items = []
  for (const resource of resources) {
    const scope = namespace === undefined ? '' : `/namespaces/${namespace}`
    const selector = option('--field-selector')
    const query = selector === undefined ? '' : `?fieldSelector=${encodeURIComponent(selector)}`
    const list = JSON.parse(await ask(`${GROUPS[resource]}${scope}/${resource}${query}`))
    items.push(...(list.items ?? []))
  }
  const output = option('-o')
  if (output === 'json')
    return console.log(
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items, metadata: { resourceVersion: '' } }, null, 4),
    )
  if (!output?.startsWith('go-template=')) throw new Error(`unknown output ${output}`)
  for (const { metadata, status } of items)
    for (const each of [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])])
      console.log(metadata.name, each.name, each.ready, each.restartCount)
}

async function logs() {
  const query = new URLSearchParams({
    container: option('-c'),
    timestamps: 'true',
    tailLines: /--tail=(\d+)/.exec(args.join(' '))?.[1] ?? '200',
    ...(args.includes('--previous') ? { previous: 'true' } : {}),
  })
  process.stdout.write(await ask(`/api/v1/namespaces/${option('-n')}/pods/${args[3]}/log?${query}`))
}

try {
  await (args[0] === 'logs' ? logs() : get())
} catch (thrown) {
  console.error(thrown.message)
  process.exit(1)
}
