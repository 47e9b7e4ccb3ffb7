/** The functions of Kubernetes' CEL environment, by the names that expressions call them by. */
import { CONVERSIONS, OPTIONALS } from './conversions.ts'
import { FORMAT_CALLS, FORMATS_METHODS } from './formats.ts'
import { LISTS, size } from './lists.ts'
import { NETWORK, NETWORK_CALLS } from './network.ts'
import { QUANTITIES, QUANTITY_CALLS } from './quantities.ts'
import { REGEX, REGEX_CALLS } from './regex.ts'
import { SEMVER_CALLS, SEMVERS } from './semver.ts'
import { SETS } from './sets.ts'
import type { Handler } from './shared.ts'
import { STRINGS } from './strings.ts'
import { TIME_CALLS, TIMES } from './times.ts'
import { URL_CALLS, URLS } from './urls.ts'

export const CALLS: ReadonlyMap<string, Handler> = new Map(
  Object.entries({
    size,
    ...CONVERSIONS,
    ...QUANTITY_CALLS,
    ...REGEX_CALLS,
    ...SETS,
    ...TIME_CALLS,
    ...NETWORK_CALLS,
    ...URL_CALLS,
    ...SEMVER_CALLS,
    ...FORMAT_CALLS,
  }),
)

export const METHODS: ReadonlyMap<string, Handler> = new Map(
  Object.entries({
    ...STRINGS,
    ...REGEX,
    ...LISTS,
    ...QUANTITIES,
    ...OPTIONALS,
    ...TIMES,
    ...NETWORK,
    ...URLS,
    ...SEMVERS,
    ...FORMATS_METHODS,
  }),
)
