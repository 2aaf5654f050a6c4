import { ShapeError } from '../../errors.js'
import type { KindName } from '../../ops/recurrent/kinds.js'
import { kinds } from '../../ops/recurrent/kinds.js'
import type { Weights } from '../../ops/recurrent/workspace.js'
import { nameOf } from '../../options.js'
import { zeros } from '../../tensor/creation.js'
import { uniform } from '../init/index.js'
import type { Module } from '../module.js'
import { Parameter } from '../parameter.js'

/** @throws TypeError, ShapeError when a size is no whole number of at least 1 */
export function checkSizes(op: string, sizes: Record<string, unknown>): void {
  for (const [name, size] of Object.entries(sizes)) {
    if (typeof size !== 'number') throw new TypeError(`${op}: expected ${name} as a number, got ${nameOf(size)}`)
    if (Number.isInteger(size) && size >= 1) continue
    throw new ShapeError(op, { expected: `${name} to be a whole number of at least 1`, got: String(size) })
  }
}

const NAMES = ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh'] as const

/** Assigns the weights of one layer and direction to fields of torch's names, uniform on ±1/√hidden at first. */
export function makeWeights(
  module: Module,
  suffix: string,
  kind: KindName,
  [inputs, hidden]: readonly [number, number],
  bias: boolean,
): void {
  const rows = kinds[kind].gates * hidden
  const shapes = [[rows, inputs], [rows, hidden], ...(bias ? [[rows], [rows]] : [])]
  const bound = 1 / Math.sqrt(hidden)
  for (const [i, shape] of shapes.entries()) {
    const parameter = new Parameter(zeros(shape))
    uniform(parameter, { a: -bound, b: bound })
    Object.assign(module, { [`${NAMES[i]}${suffix}`]: parameter })
  }
}

/** What `makeWeights` made, or what stands there by now. */
export function weightsOf(module: Module, suffix: string): Weights {
  const fields = module as unknown as Record<string, Parameter | undefined>
  const [ih, hh, biasIh, biasHh] = NAMES.map((name) => fields[`${name}${suffix}`])
  return { ih: ih as Parameter, hh: hh as Parameter, biasIh, biasHh }
}
