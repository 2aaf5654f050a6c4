import { GraphError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { gradcheckDefaults, RealArray, realDType } from '../runtime/precision.js'
import { fromBuffer } from '../tensor/conversion.js'
import { data, overwrite } from '../tensor/read.js'
import { show } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'
import { grad } from './grad.js'
import { noGrad } from './grad-mode.js'

export interface GradcheckOptions {
  /** Half the distance of the central differences. */
  eps?: number | undefined
  atol?: number | undefined
  rtol?: number | undefined
}

/**
 * Compares the gradients that `backward` computes with central differences,
 * (f(x + eps) − f(x − eps))/(2·eps), for every element of every input and every element of the result:
 * |analytic − numeric| ≤ atol + rtol·|numeric|. Same as torch.autograd.gradcheck.
 *
 * Meant for `grad128/float64`; single precision leaves so few digits that its default tolerances are wide.
 *
 * @param fn     from the inputs to one tensor or several
 * @param inputs those that require gradients are checked; their elements are changed and restored
 * @throws GraphError with the worst entry when one misses, or when no input requires a gradient
 */
export function gradcheck(
  fn: (...inputs: Tensor[]) => Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options?: GradcheckOptions,
): true {
  const { eps, atol, rtol } = withDefaults('gradcheck', options, gradcheckDefaults)
  if (typeof fn !== 'function') throw new TypeError(`gradcheck: expected a function, got ${nameOf(fn)}`)
  const list = inputs instanceof Tensor ? [inputs] : inputs
  if (!Array.isArray(list) || !list.every((t) => t instanceof Tensor)) {
    throw new TypeError(`gradcheck: expected inputs to be a tensor or an array of tensors, got ${nameOf(inputs)}`)
  }
  const checked = list.filter((t) => t.tracked)
  if (checked.length === 0) {
    const remedy = 'Make one with { requiresGrad: true }'
    throw new GraphError('gradcheck', { expected: 'an input that requires a gradient', got: 'none that does', remedy })
  }
  const run = () => outputsOf(fn(...list)).filter((t) => t.dtype === realDType)
  const numeric = checked.map((input) => numericJacobian(run, input, eps))
  let worst: { excess: number; text: string } | undefined
  for (const [o, output] of run().entries()) {
    for (let e = 0; e < output.size; e++) {
      const row = analyticRow(run, o, e, checked)
      for (const [i, input] of checked.entries()) {
        for (let j = 0; j < input.size; j++) {
          const a = row[i]?.[j] ?? 0
          const n = numeric[i]?.[o]?.[j]?.[e] ?? Number.NaN
          const excess = Math.abs(a - n) - (atol + rtol * Math.abs(n))
          if (excess <= 0 || (worst !== undefined && excess <= worst.excess)) continue
          const place = `d(output ${o})[${e}]/d(input ${i} of shape ${show(input.shape)})[${j}]`
          worst = {
            excess: Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess,
            text: `${place}: ${a} by backward, ${n} by differences`,
          }
        }
      }
    }
  }
  if (worst === undefined) return true
  throw new GraphError('gradcheck', { expected: `gradients within ${atol} + ${rtol}·|numeric|`, got: worst.text })
}

function outputsOf(result: Tensor | readonly Tensor[]): readonly Tensor[] {
  return result instanceof Tensor ? [result] : result
}

/** For each output and each element of the input, the derivatives of all the output's elements. */
function numericJacobian(run: () => readonly Tensor[], input: Tensor, eps: number): Float64Array[][] {
  const original = data(input)
  const at = (j: number, offset: number) => {
    const moved = original.slice()
    moved[j] = (original[j] as number) + offset
    overwrite(input, moved, 'gradcheck')
    return noGrad(() => run().map((t) => Float64Array.from(data(t))))
  }
  const jacobian: Float64Array[][] = []
  try {
    for (let j = 0; j < input.size; j++) {
      const [above, below] = [at(j, eps), at(j, -eps)]
      for (const [o, upper] of above.entries()) {
        jacobian[o] ??= []
        const lower = below[o] as Float64Array
        jacobian[o][j] = upper.map((value, e) => (value - (lower[e] as number)) / (2 * eps))
      }
    }
  } finally {
    overwrite(input, original, 'gradcheck')
  }
  return jacobian
}

/** The derivatives of one element of one output, by a backward pass. */
function analyticRow(
  run: () => readonly Tensor[],
  o: number,
  e: number,
  inputs: readonly Tensor[],
): (ArrayLike<number> | undefined)[] {
  const output = run()[o] as Tensor
  if (!output.tracked) return inputs.map((input) => new RealArray(input.size))
  const seed = new RealArray(output.size)
  seed[e] = 1
  const gradOutputs = fromBuffer(seed.buffer, output.shape, realDType, 'gradcheck')
  return grad(output, inputs, { gradOutputs, allowUnused: true }).map((g) => data(g))
}
