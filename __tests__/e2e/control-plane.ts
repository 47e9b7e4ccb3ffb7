/** etcd, kube-apiserver and kube-controller-manager on loopback: RBAC and service-account tokens on, nothing fsynced. */
import type { ChildProcess } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AKS_SERVER, CLIENT, tokenFault } from '../../simulator/entra.ts'
import { bodyOf, makeCertificate, sendJson, serve } from '../../simulator/server.ts'
import { Api, until } from './api.ts'
import { type Binaries, binaries } from './binaries.ts'
import { freePort, start, stop } from './processes.ts'

/** Whoever signs in with the simulator's Entra ID is this user to the API server, as with AKS. */
export const ACTION_USER = CLIENT

const ADMIN = 'admin-token-of-the-tests'
const MANAGER = 'manager-token-of-the-tests'

export interface ControlPlane {
  readonly binaries: Binaries
  readonly server: string
  /** PEM. */
  readonly ca: string
  /** In the group system:masters. */
  readonly admin: Api
  /** Path of an admin's kubeconfig. */
  readonly kubeconfig: string
  /** For what the tests write. */
  readonly folder: string
  /** The process vanishes; etcd stays. */
  killApiServer(): Promise<void>
  startApiServer(): Promise<void>
  /** Drops etcd's history up to now: watches from before it are answered 410 by an API server that begins after it. */
  compact(): Promise<void>
  stop(): Promise<void>
}

export async function startControlPlane(): Promise<ControlPlane> {
  const programs = binaries()
  const folder = mkdtempSync(join(tmpdir(), 'aks-flux-e2e-'))
  const file = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text, { mode: 0o600 })
    return path
  }
  const certificate = await makeCertificate()
  const [etcdPort, peerPort, port] = await Promise.all([freePort(), freePort(), freePort()])
  const server = `https://127.0.0.1:${port}`
  const etcd = `http://127.0.0.1:${etcdPort}`
  const reviews = await serve(certificate, async (request, response) => {
    const { spec } = JSON.parse(await bodyOf(request)) as { spec: { token: string } }
    const authenticated = tokenFault(spec.token, AKS_SERVER) === undefined
    const user = { username: ACTION_USER, groups: ['system:authenticated'] }
    const status = authenticated ? { authenticated, user } : { authenticated }
    sendJson(response, 200, { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', status })
  })
  const accounts = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const cert = file('tls.crt', certificate.cert)
  const key = file('tls.key', certificate.key)
  const accountKey = file('accounts.key', accounts.privateKey)
  const accountPublic = file('accounts.pub', accounts.publicKey)
  const tokens = file(
    'tokens.csv',
    `${ADMIN},admin,admin,"system:masters"\n${MANAGER},system:kube-controller-manager,manager\n`,
  )
  const kubeconfig = file('admin.kubeconfig', kubeconfigOf(server, certificate.cert, ADMIN))
  const webhook = file('reviews.kubeconfig', kubeconfigOf(reviews.origin, certificate.cert, 'none'))
  mkdirSync(join(folder, 'etcd'))

  const admin = new Api(server, certificate.cert, ADMIN)
  let apiServer: ChildProcess | undefined
  const startApiServer = async () => {
    apiServer = start(
      [
        ...programs.apiServer,
        `--etcd-servers=${etcd}`,
        `--bind-address=127.0.0.1`,
        `--advertise-address=127.0.0.1`,
        `--secure-port=${port}`,
        `--tls-cert-file=${cert}`,
        `--tls-private-key-file=${key}`,
        `--token-auth-file=${tokens}`,
        `--authentication-token-webhook-config-file=${webhook}`,
        '--authentication-token-webhook-version=v1',
        '--authorization-mode=RBAC',
        '--service-account-issuer=https://kubernetes.default.svc',
        `--service-account-key-file=${accountPublic}`,
        `--service-account-signing-key-file=${accountKey}`,
        '--service-cluster-ip-range=10.0.0.0/24',
        '--kubelet-preferred-address-types=InternalIP',
        `--kubelet-certificate-authority=${cert}`,
        '--endpoint-reconciler-type=none',
        '--shutdown-delay-duration=0s',
      ],
      join(folder, 'kube-apiserver.log'),
    )
    await until('the API server is ready', async () => {
      if (apiServer?.exitCode !== null) throw new Error(`kube-apiserver ended: see ${folder}/kube-apiserver.log`)
      const answer = await admin.ask('GET', '/readyz').catch(() => undefined)
      return answer?.status === 200
    })
  }

  const etcdProcess = start(
    [
      ...programs.etcd,
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=${etcd}`,
      `--advertise-client-urls=${etcd}`,
      `--listen-peer-urls=http://127.0.0.1:${peerPort}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${peerPort}`,
      `--initial-cluster=default=http://127.0.0.1:${peerPort}`,
      '--unsafe-no-fsync',
    ],
    join(folder, 'etcd.log'),
  )
  await startApiServer()
  const manager = start(
    [
      ...programs.controllerManager,
      `--kubeconfig=${file('manager.kubeconfig', kubeconfigOf(server, certificate.cert, MANAGER))}`,
      `--service-account-private-key-file=${accountKey}`,
      `--root-ca-file=${cert}`,
      '--use-service-account-credentials',
      '--leader-elect=false',
      '--controllers=*,-node-lifecycle-controller,-node-ipam-controller,-cloud-node-lifecycle-controller',
      '--secure-port=0',
      // A pod that cannot be made is tried again soon.
      '--kube-api-qps=100',
      '--kube-api-burst=200',
    ],
    join(folder, 'kube-controller-manager.log'),
  )
  return {
    binaries: programs,
    server,
    ca: certificate.cert,
    admin,
    kubeconfig,
    folder,
    async killApiServer() {
      if (apiServer !== undefined) await stop(apiServer, 'SIGKILL')
    },
    startApiServer,
    async compact() {
      const post = async (path: string, body: object) =>
        (await fetch(`${etcd}${path}`, { method: 'POST', body: JSON.stringify(body) })).json() as Promise<{
          header: { revision: string }
        }>
      const { header } = await post('/v3/kv/range', { key: Buffer.from('/').toString('base64') })
      await post('/v3/kv/compaction', { revision: header.revision, physical: true })
    },
    async stop() {
      admin.close()
      await Promise.all([stop(manager, 'SIGKILL'), ...(apiServer === undefined ? [] : [stop(apiServer, 'SIGKILL')])])
      await stop(etcdProcess, 'SIGKILL')
      await reviews.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function kubeconfigOf(server: string, ca: string, token: string): string {
  const cluster = { server, 'certificate-authority-data': Buffer.from(ca).toString('base64') }
  // YAML is JSON's superset.
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'e2e', cluster }],
    users: [{ name: 'e2e', user: { token } }],
    contexts: [{ name: 'e2e', context: { cluster: 'e2e', user: 'e2e' } }],
    'current-context': 'e2e',
  })
}
