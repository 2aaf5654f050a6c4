/**
 * A scheduler: the learning rate falls in equal steps, an epoch each, and would be 0 after the last.
 *
 * @param {import('grad128').optim.Optimizer} optimizer
 * @param {number} epochs
 */
export function fallingRate(optimizer, epochs) {
  const initial = optimizer.paramGroups.map((group) => group.lr)
  let done = 0
  return {
    step() {
      done++
      for (const [i, group] of optimizer.paramGroups.entries()) group.lr = initial[i] * (1 - done / epochs)
    },
  }
}
