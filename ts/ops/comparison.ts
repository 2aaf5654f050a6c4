import { comparison } from './declare/comparison.js'

/** y = (a = b), as bool; NaN equals nothing. Shapes broadcast. Same as torch.eq. */
export const eq = comparison('eq', 'eq', 'eq_i32')

/** y = (a ≠ b), as bool; true for NaN. Shapes broadcast. Same as torch.ne. */
export const ne = comparison('ne', 'ne', 'ne_i32')

/** y = (a < b), as bool; false for NaN. Shapes broadcast. Same as torch.lt. */
export const lt = comparison('lt', 'lt', 'lt_i32')

/** y = (a ≤ b), as bool; false for NaN. Shapes broadcast. Same as torch.le. */
export const le = comparison('le', 'le', 'le_i32')

/** y = (a > b), as bool; false for NaN. Shapes broadcast. Same as torch.gt. */
export const gt = comparison('gt', 'gt', 'gt_i32')

/** y = (a ≥ b), as bool; false for NaN. Shapes broadcast. Same as torch.ge. */
export const ge = comparison('ge', 'ge', 'ge_i32')
