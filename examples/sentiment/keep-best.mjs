/**
 * A callback: ends training when the validation accuracy has not risen for some epochs, and puts the parameters of the
 * best epoch back.
 *
 * @param {{ patience: number }} options
 * @returns {import('grad128').train.Callback & { best: number, epoch: number }} the best accuracy, and its epoch from 0
 */
export function keepBest({ patience }) {
  /** @type {Float32Array[]} */
  let kept = []
  return {
    best: Number.NEGATIVE_INFINITY,
    epoch: -1,
    onEpochEnd(state) {
      const { model, metrics, epoch } = state
      if (metrics.validationAccuracy > this.best) {
        this.best = metrics.validationAccuracy
        this.epoch = epoch
        kept = Array.from(model.parameters(), (parameter) => parameter.data())
      }
      if (epoch - this.epoch >= patience) state.stop()
    },
    onTrainEnd({ model }) {
      for (const [i, parameter] of Array.from(model.parameters()).entries()) parameter.copyFrom(kept[i])
    },
  }
}
