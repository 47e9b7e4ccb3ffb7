/** A single read of something that may not be readable. */
export interface Read<T> {
  readonly value: T | undefined
  /** Why it could not be read; '' where it was. */
  readonly fault: string
}
