/** Initialisation in place, as torch.nn.init. */
export { constant, normal, ones, uniform, zeros } from './basic.js'
export { calculateGain, type Nonlinearity } from './gain.js'
export { type TruncNormalOptions, truncNormal } from './trunc-normal.js'
export { kaimingNormal, kaimingUniform, xavierNormal, xavierUniform } from './variance-scaling.js'
