/** Stands in for the package `open` in the bundle: there is no browser on a runner. */
export default async function open() {
  throw new Error('This action opens no browser.')
}
export const apps = {}
