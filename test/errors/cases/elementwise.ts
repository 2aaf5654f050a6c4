import * as g from 'grad128'
import {
  foreign,
  gone,
  goneWhole,
  logits,
  type Misuse,
  real,
  row,
  square,
  trained,
  truth,
  vector,
  whole,
  wholes,
  wrong,
} from './operands.js'

const unary = ['neg', 'abs', 'sign', 'square', 'sqrt', 'rsqrt', 'reciprocal', 'exp', 'expm1', 'log', 'log1p'] as const
const more = ['sin', 'cos', 'tan', 'atan', 'tanh', 'sigmoid', 'erf', 'floor', 'ceil', 'round', 'trunc'] as const
const truths = ['isnan', 'isinf', 'isfinite', 'logicalNot', 'clone'] as const
const binary = ['add', 'sub', 'mul', 'div', 'pow', 'maximum', 'minimum', 'remainder', 'fmod'] as const
const comparisons = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const
const connectives = ['logicalAnd', 'logicalOr', 'logicalXor'] as const

/** What may be passed for a tensor, one after the other, so that every function meets some of it. */
const noTensors: Record<string, never> = {
  'an array': wrong([1, 2]),
  null: wrong(null),
  text: wrong('1'),
  'a typed array': wrong(new Float32Array(2)),
  'a released tensor': wrong(gone),
  'nothing at all': wrong(undefined),
  'a tensor of the other precision': foreign,
  'released whole numbers': wrong(goneWhole),
}

const misused = Object.entries(noTensors)
const cases: Record<string, Misuse> = {}
for (const [i, op] of [...unary, ...more, ...truths].entries()) {
  const [what, value] = misused[i % misused.length] as [string, never]
  cases[`${op} of ${what}`] = () => g[op](value)
}
for (const [i, op] of [...binary, ...comparisons, ...connectives].entries()) {
  const [what, value] = misused[(i + 2) % misused.length] as [string, never]
  cases[`${op} of shapes that do not broadcast`] = () => g[op](i % 2 === 0 ? row : logits, square)
  cases[`${op} with ${what} on the right`] = () => g[op](square, value)
}

/** Functions of each element, of one tensor, two or three. */
type Loose = (...args: unknown[]) => unknown
/** What JavaScript may call with whatever it likes. */
const loose = row as unknown as Record<string, Loose>

export const elementwise: Record<string, Misuse> = {
  ...cases,
  'add with an option of torch': () => (g.add as Loose)(row, row, { alpha: 2 }),
  'div by a method with an option of torch': () => loose.div!(row, { roundingMode: 'floor' }),
  'round with an option of torch': () => loose.round!({ decimals: 1 }),
  'round as a function with an option of torch': () => (g.round as Loose)(row, { decimals: 1 }),
  'softmax with an option of torch': () => loose.softmax!(0, { dtype: 'float64' }),
  'mul of three tensors': () => loose.mul!(row, row),
  'add with an array on the left': () => g.add(wrong([1]), row),
  'add that converts its left operand first': () => wholes.add(vector),
  'add that converts its right operand first': () => vector.add(wholes),
  'add of a recorded operand': () => trained(1, 2).add(vector),
  'div of whole numbers that converts both': () => wholes.div(whole([1, 2, 3])),
  'eq that converts an operand first': () => wholes.eq(vector),
  'maximum that converts an operand first': () => wholes.maximum(vector),
  'a logical operation with a number': () => truth.logicalAnd(wrong(1)),
  'a negative power of whole numbers': () => wholes.pow(-1),
  'negative powers of whole numbers': () => wholes.pow(whole([1, -2])),
  'pow of a released exponent': () => wholes.pow(goneWhole),
  'the remainder of whole numbers by 0': () => wholes.remainder(0),
  'fmod of whole numbers by some zeros': () => wholes.fmod(whole([1, 0])),
  'clamp to text': () => row.clamp(wrong('0')),
  'clamp to null': () => row.clamp(0, wrong(null)),
  'clamp without bounds': () => row.clamp(),
  'clamp of an array': () => g.clamp(wrong([1]), 0),
  'clamp of released whole numbers': () => goneWhole.clamp(0, 1),
  'lerp to null': () => row.lerp(wrong(null), 1),
  'lerp with a weight of text': () => row.lerp(row, wrong('0.5')),
  'lerp to another shape': () => row.lerp(square, 0.5),
  'lerp with weights of another shape': () => row.lerp(row, square),
  'lerp of a released tensor': () => gone.lerp(square, 1),
  'addcmul of an array': () => row.addcmul(row, wrong([1])),
  'addcmul of a number': () => row.addcmul(wrong(2), row),
  'addcmul of shapes that do not broadcast': () => row.addcmul(vector, square),
  'addcmul with an unknown option': () => row.addcmul(row, row, wrong({ alpha: 2 })),
  'addcmul with a value of text': () => row.addcmul(row, row, { value: wrong('2') }),
  'fma with text': () => row.fma(2, wrong('1')),
  'fma of shapes that do not broadcast': () => row.fma(square, 1),
  'fma of a released tensor': () => row.fma(1, gone),
  'where with a real condition': () => g.where(g.tensor([1, 0]), vector, vector),
  'where with a condition that is an array': () => g.where(wrong([true]), row, row),
  'where of text': () => g.where(truth, wrong('1'), row),
  'where of null': () => truth.where(truth, wrong(null)),
  'where of shapes that do not broadcast': () => g.where(truth, row, square),
  'where of a recorded operand': () => g.where(truth, trained(1, 2, 3), 0),
  'where of a released tensor': () => g.where(truth, gone, 0),
  'maskedFill with a real mask': () => row.maskedFill(row, 0),
  'maskedFill without a mask': () => row.maskedFill(wrong(undefined), 0),
  'maskedFill with text': () => vector.maskedFill(g.tensor([true, false, true]), wrong('0')),
  'maskedFill with a tensor for a value': () => vector.maskedFill(g.tensor([true, false, true]), wrong(vector)),
  'maskedFill with a mask that does not broadcast': () => row.maskedFill(truth, 0),
  'maskedFill with NaN among whole numbers': () => wholes.maskedFill(truth, Number.NaN),
  'maskedFill of a released tensor': () => gone.maskedFill(truth, 0),
  'softmax without a dimension': () => row.softmax(wrong(undefined)),
  'softmax of a dimension before the first': () => row.softmax(-3),
  'softmax of whole numbers over a missing dimension': () => wholes.softmax(4),
  'logSoftmax of a dimension beyond the last': () => row.logSoftmax(2),
  'logSoftmax with options': () => row.logSoftmax(wrong({ dim: 1 })),
  'logSoftmax of an array': () => g.logSoftmax(wrong([1]), 0),
  'cumsum without a dimension': () => row.cumsum(wrong(undefined)),
  'cumsum of truth values over a missing dimension': () => truth.cumsum(1),
  'cumsum of a released tensor': () => gone.cumsum(0),
  'cumprod of a dimension before the first': () => row.cumprod(-3),
  'cumprod of a fractional dimension': () => real(2).cumprod(0.5),
  'cumprod of text': () => g.cumprod(wrong('1'), 0),
}
