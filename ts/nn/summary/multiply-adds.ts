import type { Shape } from '../../tensor/shape.js'
import { Linear } from '../linear.js'
import type { Module } from '../module.js'
import { Cell } from '../recurrent/cells.js'
import { Recurrent } from '../recurrent/recurrent.js'

/** How many multiply-adds a layer needs for an output of this shape; undefined for another kind of layer. */
type Count = (layer: Module, output: Shape) => number | undefined

/** One line for every kind of layer whose work is known; additions, activations and the like are not counted. */
const counts: readonly Count[] = [
  counted(Linear, ({ inFeatures }, output) => inFeatures * elements(output)),
  counted(Recurrent, (layer, output) => weights(layer) * (elements(output) / (output[output.length - 1] as number))),
  counted(Cell, (cell, output) => weights(cell) * (elements(output) / cell.hiddenSize)),
]

/** The multiply-adds of one forward pass of a layer, not of what is below it; null when nothing is known of its kind. */
export function multiplyAdds(layer: Module, output: Shape | null): number | null {
  if (output === null) return null
  for (const count of counts) {
    const result = count(layer, output)
    if (result !== undefined) return result
  }
  return null
}

function counted<L extends Module>(
  kind: abstract new (...args: never[]) => L,
  count: (layer: L, output: Shape) => number,
): Count {
  return (layer, output) => (layer instanceof kind ? count(layer, output) : undefined)
}

/** Elements of all weight matrices, each of which is used once a step of a sequence. */
function weights(layer: Module): number {
  return layer.parameters().reduce((sum, { ndim, size }) => (ndim === 2 ? sum + size : sum), 0)
}

function elements(shape: Shape): number {
  return shape.reduce((a, b) => a * b, 1)
}
