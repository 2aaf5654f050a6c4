/**
 * A callback that moves the learning rate with every batch: up to `peak` in the first `rising` part of the training,
 * down to almost nothing after it, both along half a cosine. Source: Smith & Topin, "Super-convergence: very fast
 * training of neural networks using large learning rates", 2018.
 *
 * @param {import('grad128').optim.Optimizer} optimizer
 * @param {{ peak: number, steps: number, rising?: number }} options `steps` is the number of batches of all epochs
 * @returns {import('grad128').train.Callback}
 */
export function oneCycle(optimizer, { peak, steps, rising = 0.25 }) {
  let done = 0
  const set = () => {
    const lr = peak * oneCycleFactor(done / steps, rising)
    for (const group of optimizer.paramGroups) group.lr = lr
  }
  return {
    onTrainBegin: set,
    onBatchEnd() {
      done++
      set()
    },
  }
}

/**
 * The learning rate as a part of its peak: 0.04 at first, 1 when `rising` of the training is over, 0 at its end.
 *
 * @param {number} progress from 0 to 1
 * @param {number} rising
 */
export function oneCycleFactor(progress, rising) {
  const first = 0.04
  if (progress < rising) return first + (1 - first) * wave(progress / rising)
  return 1 - wave((progress - rising) / (1 - rising))
}

/** From 0 to 1 along half a cosine. @param {number} part */
function wave(part) {
  return (1 - Math.cos(Math.PI * part)) / 2
}
