import { unary } from './declare/unary.js'

/** y = sin x, x in radians. Same as torch.sin. */
export const sin = unary('sin', { kernel: 'sin', saves: 'x', backward: 'sin_backward' })

/** y = cos x, x in radians. Same as torch.cos. */
export const cos = unary('cos', { kernel: 'cos', saves: 'x', backward: 'cos_backward' })

/** y = tan x, x in radians. Same as torch.tan. */
export const tan = unary('tan', { kernel: 'tan', saves: 'y', backward: 'tan_backward' })

/** y = arctan x in radians, from −π/2 to π/2. Same as torch.atan. */
export const atan = unary('atan', { kernel: 'atan', saves: 'x', backward: 'atan_backward' })
