import { noGrad } from '../../autograd/grad-mode.js'
import { nameOf, withDefaults } from '../../options.js'
import { realDType } from '../../runtime/precision.js'
import type { DType } from '../../tensor/dtype.js'
import { fill } from '../../tensor/fill.js'
import { globalGenerator } from '../../tensor/generator.js'
import { type Shape, toShape } from '../../tensor/shape.js'
import { Tensor } from '../../tensor/tensor.js'
import { Module } from '../module.js'
import { Parameter } from '../parameter.js'
import { multiplyAdds } from './multiply-adds.js'
import { table } from './table.js'

/** One call of a module. */
export interface SummaryRow {
  /** Its attribute path; empty for the model itself. */
  path: string
  /** Its class. */
  type: string
  /** How many modules called it in turn. */
  depth: number
  /** Of the tensor it returned, or of the first one of several; null if `forward` never came by or returned none. */
  outputShape: Shape | null
  /** Of the module itself, without those below; 0 where they were counted in a row before. */
  parameters: number
  /** Of the module itself; null where nothing is known of its kind. */
  multiplyAdds: number | null
}

/** What `summary` found. */
export interface Summary {
  /** In the order of the calls; at the end, modules with parameters that `forward` never came by. */
  rows: SummaryRow[]
  parameters: number
  trainableParameters: number
  /** Of one forward pass, as far as they are known. */
  multiplyAdds: number
  /** Floating-point operations: two for each multiply-add. */
  flops: number
  /** The same as a table. */
  toString(): string
}

export interface SummaryOptions {
  /** Of the inputs: `int32` for a model that begins with an embedding. Default: real numbers. */
  dtype?: DType | undefined
}

/**
 * Runs `forward` once on zeros and tells of every module its output's shape, its parameters and its multiply-adds.
 * Evaluates (as after `eval()`), and leaves no trace: no gradients, and modes, random stream and memory as before.
 * `inputShape` is as `forward` gets it, batch included; a list of shapes for several inputs. Not in torch; like torchinfo.
 *
 * @throws what `forward` throws on such an input
 */
export function summary(model: Module, inputShape: Shape | readonly Shape[], options?: SummaryOptions): Summary {
  const op = 'summary'
  if (!(model instanceof Module)) throw new TypeError(`${op}: expected a Module, got ${nameOf(model)}`)
  const { dtype } = withDefaults<{ dtype: DType }>(op, options, { dtype: realDType })
  const several = Array.isArray(inputShape) && inputShape.length > 0 && inputShape.every(Array.isArray)
  const shapes = (several ? (inputShape as readonly Shape[]) : [inputShape]).map((shape) => toShape(op, shape))
  const rows = recordCalls(model, () => {
    const inputs = shapes.map((shape) => fill(shape, 0, dtype, op))
    model.forward(...(inputs as never[]))
  })
  const parameters = model.parameters()
  const count = (list: readonly Tensor[]) => list.reduce((sum, { size }) => sum + size, 0)
  const total = rows.reduce((sum, row) => sum + (row.multiplyAdds ?? 0), 0)
  return {
    rows,
    parameters: count(parameters),
    trainableParameters: count(parameters.filter((p) => p.requiresGrad)),
    multiplyAdds: total,
    flops: 2 * total,
    toString() {
      return table(this)
    },
  }
}

/** The calls of a model's modules while `run` runs, without gradients and in evaluation; everything is restored. */
function recordCalls(model: Module, run: () => void): SummaryRow[] {
  const rows: SummaryRow[] = []
  const modules = [...model.namedModules()]
  const modes = modules.map(([, module]) => module.training)
  const own = modules.map(([, module]) => Object.getOwnPropertyDescriptor(module, 'forward'))
  const seen = new Set<Module>()
  const counted = new Set<Parameter>()
  const random = globalGenerator.state
  let depth = 0
  const rowOf = (path: string, module: Module): SummaryRow => {
    seen.add(module)
    const row = { path, type: module.constructor.name, depth, outputShape: null, parameters: 0, multiplyAdds: null }
    for (const value of Object.values(module)) {
      if (!(value instanceof Parameter) || counted.has(value)) continue
      counted.add(value)
      row.parameters += value.size
    }
    rows.push(row)
    return row
  }
  try {
    model.eval()
    for (const [path, module] of modules) {
      const { forward } = module
      const watched = (...inputs: never[]): unknown => {
        const row = rowOf(path, module)
        depth++
        try {
          const output = forward.apply(module, inputs)
          row.outputShape = shapeOf(output)
          row.multiplyAdds = multiplyAdds(module, row.outputShape, shapeOf(inputs[0]))
          return output
        } finally {
          depth--
        }
      }
      // Not enumerable, so that it is no field in which parameters and modules are looked for.
      Object.defineProperty(module, 'forward', { value: watched, configurable: true, writable: true })
    }
    noGrad(run)
  } finally {
    for (const [i, [, module]] of modules.entries()) {
      const before = own[i]
      if (before === undefined) Reflect.deleteProperty(module, 'forward')
      else Object.defineProperty(module, 'forward', before)
      module.training = modes[i] as boolean
    }
    globalGenerator.state = random
  }
  for (const [path, module] of modules) {
    if (seen.has(module) || !Object.values(module).some((value) => value instanceof Parameter)) continue
    rowOf(path, module)
  }
  return rows
}

function shapeOf(output: unknown): Shape | null {
  if (output instanceof Tensor) return output.shape
  return Array.isArray(output) && output.length > 0 ? shapeOf(output[0]) : null
}
