/** In the place of @azure/core-lro in dist: operations are followed by our own reads, which keep what the service says (docs/adr/0006, 0029). */
export function createHttpPoller() {
  throw new Error('@azure/core-lro is not part of this bundle: operations are followed by their own reads')
}
