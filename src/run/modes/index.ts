/** The modes, shipped as one part: what they share is in it once. */
import type { Inputs } from '../../inputs/index.ts'
import type { DesiredConfiguration } from '../../model/flux-configuration.ts'
import type { Mode } from '../mode.ts'
import { checkMode } from './check.ts'
import { diagnoseMode } from './diagnose.ts'
import { gateMode } from './gate.ts'
import { installMode } from './install.ts'
import { watchMode } from './watch.ts'

export function modeOf(inputs: Inputs, desired: readonly DesiredConfiguration[]): Mode {
  switch (inputs.mode) {
    case 'install':
      return installMode(inputs, desired)
    case 'watch':
      return watchMode(inputs)
    case 'check':
      return checkMode(inputs, desired)
    case 'gate':
      return gateMode(inputs)
    case 'diagnose':
      return diagnoseMode(inputs)
    case 'discover':
    case 'summarize':
      throw new TypeError(`mode ${inputs.mode} is not for one cluster`)
  }
}
