/**
 * What an expression costs, as the API server counts it: there a million units end one expression, and ten million all of a
 * policy (apiserver, PerCallLimit and RuntimeCELCostBudget). Counted here by the same units, and not to the last one: what
 * comes near the limit is undetermined.
 */
import { OverBudget } from './values.ts'

const ONE = 600_000
const ALL = 6_000_000

export class Budget {
  #one = 0
  #all = 0

  /** For the expressions of one more policy. */
  renew(): void {
    this.#one = 0
    this.#all = 0
  }

  /** @returns what was spent so far by the expression outside, to be given back to `leave`. */
  enter(): number {
    const outer = this.#one
    this.#one = 0
    return outer
  }

  leave(outer: number): void {
    this.#one = outer
  }

  /** @throws OverBudget where the server may have ended the expression. */
  spend(units: number): void {
    this.#one += units
    this.#all += units
    if (this.#one > ONE || this.#all > ALL)
      throw new OverBudget('it costs nearly as much as the API server allows for one expression')
  }

  /** Of text that is gone over: a tenth of a unit for each character. */
  spendText(...lengths: readonly number[]): void {
    this.spend(Math.ceil(lengths.reduce((sum, each) => sum * Math.max(1, each * 0.1), 1)))
  }
}
