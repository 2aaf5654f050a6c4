import { unary } from './declare/unary.js'

/** y = the largest whole number ≤ x; the derivative is 0. Same as torch.floor. */
export const floor = unary('floor', { kernel: 'floor', saves: 'nothing', backward: 'zero' })

/** y = the smallest whole number ≥ x; the derivative is 0. Same as torch.ceil. */
export const ceil = unary('ceil', { kernel: 'ceil', saves: 'nothing', backward: 'zero' })

/** y = the nearest whole number, halves to the even one; the derivative is 0. Same as torch.round. */
export const round = unary('round', { kernel: 'round', saves: 'nothing', backward: 'zero' })

/** y = x without its fraction; the derivative is 0. Same as torch.trunc. */
export const trunc = unary('trunc', { kernel: 'trunc', saves: 'nothing', backward: 'zero' })
