/** Named formats (Kubernetes docs, "CEL in Kubernetes"): whether a text is of one; the words of a complaint are not known. */
import { type Comparable, cannotTell, Opaque, Optional } from '../values.ts'
import { arity, instance, type Library, parsing, text } from './shared.ts'

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?'

/** k8s.io/apimachinery, util/validation. */
const FORMATS: Readonly<Record<string, (value: string) => boolean>> = {
  dns1123Label: value => new RegExp(`^${LABEL}$`).test(value) && value.length <= 63,
  dns1123Subdomain: value => new RegExp(`^${LABEL}(?:\\.${LABEL})*$`).test(value) && value.length <= 253,
  dns1035Label: value => /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/.test(value) && value.length <= 63,
  labelValue: value => /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(value) && value.length <= 63,
  qualifiedName: value => {
    const [first = '', second, ...more] = value.split('/')
    const name = second ?? first
    const prefix = second === undefined || (FORMATS['dns1123Subdomain']?.(first) ?? false)
    return more.length === 0 && prefix && name !== '' && (FORMATS['labelValue']?.(name) ?? false)
  },
}

class Format implements Comparable {
  readonly type = 'kubernetes.NamedFormat'
  readonly name: string

  constructor(name: string) {
    this.name = name
  }

  equals(other: Comparable): boolean {
    return other instanceof Format && other.name === this.name
  }
}

function formatOf(name: string): Format {
  return Object.hasOwn(FORMATS, name) ? new Format(name) : cannotTell(`the format ${name.slice(0, 40)}`)
}

export const FORMAT_CALLS: Library = {
  ...Object.fromEntries(Object.keys(FORMATS).map(name => [`format.${name}`, () => new Format(name)])),
  'format.named': parsing(value => Optional.of(formatOf(value))),
}

export const FORMATS_METHODS: Library = {
  validate: values => {
    arity(values, 2)
    const { name } = instance(values[0], Format)
    const isValid = FORMATS[name]?.(text(values[1])) ?? true
    return isValid ? Optional.none : Optional.of(new Opaque('the words of a complaint about a format'))
  },
}
