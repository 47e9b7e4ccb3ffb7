/**
 * In the place of the plugins that @actions/github loads, whose table names every endpoint of GitHub: requests here name
 * theirs (`github.request('GET /user')`), and pages are counted by those who read them (docs/adr/0029).
 */
export function restEndpointMethods() {
  return {}
}

export function paginateRest() {
  return {}
}
