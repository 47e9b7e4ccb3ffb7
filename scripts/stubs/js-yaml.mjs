/** In the place of js-yaml in dist: kubeconfigs are read by `yaml` and handed to @kubernetes/client-node as objects (docs/adr/0029). */
export function load() {
  throw new Error('js-yaml is not part of this bundle: kubeconfigs are read by yaml')
}

export { load as dump, load as loadAll }

export default { load, dump: load, loadAll: load }
