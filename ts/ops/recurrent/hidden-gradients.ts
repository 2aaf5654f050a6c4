import { realView } from '../../runtime/linear-memory.js'

let observed: Float64Array[] | null = null

/**
 * Runs `run` and returns ‖∂L/∂h_t‖ of every recurrence that it computed and differentiated, in the order in which they
 * were computed. What flows back from later steps is included; sequences that have ended do not count.
 */
export function observeHiddenGradients(run: () => void): Float64Array[] {
  const before = observed
  const norms: Float64Array[] = []
  observed = norms
  try {
    run()
    return norms
  } finally {
    observed = before
  }
}

/** Room for the norms of a recurrence of so many steps, if anybody asked. */
export function norms(steps: number): Float64Array | null {
  if (observed === null) return null
  const own = new Float64Array(steps)
  observed.push(own)
  return own
}

/** ‖dh + dy‖ over the sequences that have the step; `dy` of 0 stands for none. */
export function hiddenGradientNorm(
  dh: number,
  dy: number,
  [batch, hidden]: readonly [number, number],
  isActive: (row: number) => boolean,
): number {
  const carried = realView(dh, batch * hidden)
  const upstream = dy === 0 ? null : realView(dy, batch * hidden)
  let sum = 0
  for (let row = 0; row < batch; row++) {
    if (!isActive(row)) continue
    for (let i = row * hidden; i < (row + 1) * hidden; i++) {
      sum += ((carried[i] as number) + (upstream?.[i] ?? 0)) ** 2
    }
  }
  return Math.sqrt(sum)
}
