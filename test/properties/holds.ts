import fc from 'fast-check'

/** GRAD128_PROPERTY_RUNS=50 looks at 50 times as many cases, from a fresh seed, which a failure prints. */
const factor = Number(process.env.GRAD128_PROPERTY_RUNS ?? 0)

/** Asserts a property on the same cases in every run. */
export function holds<Case extends [unknown, ...unknown[]]>(
  runs: number,
  arbitraries: { [Position in keyof Case]: fc.Arbitrary<Case[Position]> },
  predicate: (...args: Case) => void,
): void {
  const settings = factor > 0 ? { numRuns: runs * factor } : { numRuns: runs, seed: 128 }
  fc.assert(fc.property(...arbitraries, predicate), settings)
}
