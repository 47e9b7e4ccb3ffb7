/** Figures as the bench tells them. */

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

export function ratio(value: number): string {
  return `${value.toFixed(2)}x`
}

/** @returns median, least and most, as ratios. */
export function spread(values: readonly number[]): [string, string, string] {
  return [ratio(median(values)), ratio(Math.min(...values)), ratio(Math.max(...values))]
}
