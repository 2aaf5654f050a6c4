import { type Tensor, tensor, zeros } from 'grad128'
import * as double from 'grad128/float64'

/** A call that has to be refused; what it needs is made by `prepare`, before memory is looked at. */
export type Misuse = (() => unknown) | { prepare: () => () => unknown }

/** A call that needs something made, which is not its own trace. */
export const given = <Made>(make: () => Made, call: (made: Made) => unknown): Misuse => ({
  prepare: () => {
    const made = make()
    return () => call(made)
  },
})

/** Wrong on purpose, which the types would not let pass. */
export const wrong = (value: unknown): never => value as never

// Operands of JavaScript data count as no live tensors: whatever a refused call leaves behind is its own.
const filled = (shape: number[]) => Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i + 1)
/** A real tensor of the numbers 1, 2, 3 … */
export const real = (...shape: number[]): Tensor => tensor(filled(shape), { shape })
export const whole = (values: number[], shape = [values.length]): Tensor => tensor(new Int32Array(values), { shape })
export const trained = (...values: number[]): Tensor => tensor(values, { requiresGrad: true })

export const row = real(1, 3)
export const square = real(2, 2)
export const vector = real(3)
export const scalar = real()
export const nothing = real(0, 3)
export const wholes = whole([0, 1])
export const truth = tensor([true, false])
export const logits = real(2, 3)

/** A tensor of the other bundle: the same class by name, another one in fact. */
export const foreign: never = wrong(double.tensor([1, 2]))

/** A tensor that was disposed of. */
export const gone = zeros([2, 2])
gone.dispose()
export const goneWhole = zeros([2], { dtype: 'int32' })
goneWhole.dispose()
