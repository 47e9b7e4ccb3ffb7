/** A single read that may fail, which is then told and not thrown. */
import { messageOf } from '../errors.ts'
import type { Read } from '../model/read.ts'

/** @returns the value, or why it could not be read. */
export async function readOnce<T>(read: () => Promise<T>): Promise<Read<T>> {
  try {
    return { value: await read(), fault: '' }
  } catch (thrown) {
    return { value: undefined, fault: messageOf(thrown) }
  }
}
