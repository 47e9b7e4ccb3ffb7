/** The way to the API server: how it is chosen, and a kubeconfig where the user gives one. */
import { realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type GivenKubeconfig, KUBE_ACCESS, type KubeAccess } from '../model/request.ts'
import { readPlainFile, realPathWithin } from '../plain-file.ts'
import { optional, type Reader } from './reader.ts'

const LIMIT_BYTES = 1024 * 1024
const NAME = 'kubeconfig'

export interface Kube {
  readonly kubeAccess: KubeAccess
  readonly kubeconfig?: GivenKubeconfig
}

/** @returns the choice; what is wrong with it, the reader is told. */
export function readKube(read: Reader): Kube {
  const kubeAccess = read.oneOf('kube-access', KUBE_ACCESS, 'auto')
  const given = read.text('kubeconfig')
  if (given !== undefined && (kubeAccess === 'none' || kubeAccess === 'run-command'))
    read.wrong.push(`${NAME}: not used with kube-access: ${kubeAccess}; remove one of them`)
  return { kubeAccess, ...optional('kubeconfig', given === undefined ? undefined : load(given, read)) }
}

function load(given: string, read: Reader): GivenKubeconfig | undefined {
  if (/[\r\n{]/.test(given)) return { text: given, folder: '', fromCheckout: false }
  const variable = process.env['KUBECONFIG'] ?? ''
  const path = given === 'KUBECONFIG' ? variable : given
  if (path === '') {
    read.wrong.push(`${NAME}: the variable KUBECONFIG is not set in this job`)
    return undefined
  }
  try {
    const real = realpathSync(resolve(process.env['GITHUB_WORKSPACE'] ?? '', path))
    return { text: readPlainFile(real, LIMIT_BYTES), folder: dirname(real), fromCheckout: isOfCheckout(real) }
  } catch {
    // The system's message quotes what was given, which may be a kubeconfig on one line.
    read.wrong.push(
      `${NAME}: found no file of up to 1 MiB at ${given === 'KUBECONFIG' ? 'the path in KUBECONFIG (only one path is supported)' : 'this path (relative to the workspace)'}`,
    )
    return undefined
  }
}

/** Whoever opens a pull request writes the files of a checkout. */
function isOfCheckout(path: string): boolean {
  const workspace = process.env['GITHUB_WORKSPACE'] ?? ''
  if (workspace === '') return false
  try {
    realPathWithin(path, [workspace])
    return true
  } catch {
    return false
  }
}
