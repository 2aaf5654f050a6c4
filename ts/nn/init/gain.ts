import { oneOf } from '../../options.js'

const NONLINEARITIES = ['linear', 'conv1d', 'conv2d', 'sigmoid', 'tanh', 'relu', 'leaky_relu', 'selu'] as const

export type Nonlinearity = (typeof NONLINEARITIES)[number]

/** The factor by which a nonlinearity shrinks deviations. Same as torch.nn.init.calculate_gain. */
export function calculateGain(nonlinearity: Nonlinearity, parameter = 0.01): number {
  switch (oneOf('calculateGain', 'nonlinearity', nonlinearity, NONLINEARITIES)) {
    case 'tanh':
      return 5 / 3
    case 'relu':
      return Math.SQRT2
    case 'leaky_relu':
      return Math.sqrt(2 / (1 + parameter ** 2))
    case 'selu':
      return 3 / 4
    default:
      return 1
  }
}
