/** Loaded before the action: a connection to anything but the proxy ends the process at once. */
import { Socket } from 'node:net'

const { connect } = Socket.prototype
const port = process.env['ONLY_PORT']
Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args
  if (String(options?.port) !== port) {
    process.stderr.write(`DIRECT ${options?.host ?? options}:${options?.port}\n`)
    process.exit(97)
  }
  return connect.apply(this, args)
}
