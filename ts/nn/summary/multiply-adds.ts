import type { Shape } from '../../tensor/shape.js'
import { Conv1d, Conv2d } from '../conv.js'
import { ConvTranspose1d, ConvTranspose2d } from '../conv-transpose.js'
import { Linear } from '../linear.js'
import type { Module } from '../module.js'
import { Cell } from '../recurrent/cells.js'
import { Recurrent } from '../recurrent/recurrent.js'

/** How many multiply-adds a layer needs from one shape to the other; undefined for another kind of layer. */
type Count = (layer: Module, output: Shape, input: Shape | null) => number | undefined

/** One line for every kind of layer whose work is known; additions, activations and the like are not counted. */
const counts: readonly Count[] = [
  counted(Linear, ({ inFeatures }, output) => inFeatures * elements(output)),
  // Every output of a convolution sums over a filter; every input of a transposed one goes into one.
  counted(Conv1d, ({ weight }, output) => filter(weight) * elements(output)),
  counted(Conv2d, ({ weight }, output) => filter(weight) * elements(output)),
  counted(ConvTranspose1d, ({ weight }, _, input) => filter(weight) * elements(input ?? [0])),
  counted(ConvTranspose2d, ({ weight }, _, input) => filter(weight) * elements(input ?? [0])),
  counted(Recurrent, (layer, output) => weights(layer) * (elements(output) / (output[output.length - 1] as number))),
  counted(Cell, (cell, output) => weights(cell) * (elements(output) / cell.hiddenSize)),
]

/** The multiply-adds of one forward pass of a layer, not of what is below it; null when nothing is known of its kind. */
export function multiplyAdds(layer: Module, output: Shape | null, input: Shape | null): number | null {
  if (output === null) return null
  for (const count of counts) {
    const result = count(layer, output, input)
    if (result !== undefined) return result
  }
  return null
}

/* @__NO_SIDE_EFFECTS__ */
function counted<L extends Module>(
  kind: abstract new (...args: never[]) => L,
  count: (layer: L, output: Shape, input: Shape | null) => number,
): Count {
  return (layer, output, input) => (layer instanceof kind ? count(layer, output, input) : undefined)
}

/** Weights that one element of the weight's first dimension stands for. */
function filter({ shape }: { shape: Shape }): number {
  return elements(shape.slice(1))
}

/** Elements of all weight matrices, each of which is used once a step of a sequence. */
function weights(layer: Module): number {
  return layer.parameters().reduce((sum, { ndim, size }) => (ndim === 2 ? sum + size : sum), 0)
}

function elements(shape: Shape): number {
  return shape.reduce((a, b) => a * b, 1)
}
