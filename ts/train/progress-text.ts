import type { TrainingState } from './callback.js'

/** `epoch 3/10`, padded so that columns stand below each other. */
export function epochText({ epoch, epochs }: TrainingState): string {
  return `epoch ${String(epoch + 1).padStart(String(epochs).length)}/${epochs}`
}

/** Loss, metrics and speed: `loss 0.4123  accuracy 0.9012  12034 samples/s`. */
export function figuresText({ loss, metrics, samplesPerSecond }: TrainingState, validationLoss?: number): string {
  const figures: [string, number][] = [['loss', loss], ...Object.entries(metrics)]
  if (validationLoss !== undefined) figures.splice(1, 0, ['validationLoss', validationLoss])
  const texts = figures.map(([name, value]) => `${name} ${figure(value)}`)
  return [...texts, `${Math.round(samplesPerSecond)} samples/s`].join('  ')
}

/** Four decimals, or four digits where those would say little. */
function figure(value: number): string {
  const isPlain = value === 0 || (Math.abs(value) >= 0.001 && Math.abs(value) < 1e5) || !Number.isFinite(value)
  return isPlain ? value.toFixed(4) : value.toExponential(3)
}
