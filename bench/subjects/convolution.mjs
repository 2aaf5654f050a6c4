import { copy, peak } from '../yardsticks/index.mjs'
import { uniform } from './inputs.mjs'
import { convolvedSize, forwardOperations } from './layers.mjs'
import { initialParameters } from './training.mjs'

/**
 * @typedef {import('./layers.mjs').Conv2d | import('./layers.mjs').MaxPool2d | import('./layers.mjs').BatchNorm2d} ImageLayer
 * @typedef {{ name: string, layer: ImageLayer, shape: readonly [number, number, number, number],
 *   gradientOf?: 'input' | 'weight' }} LayerRow a layer's output for an input of `shape`, [batch, channels, size, size]; or
 *   a gradient alone, given that of the output, dy
 */

/** The shape of what a layer makes of an input. @param {Pick<LayerRow, 'layer' | 'shape'>} row @returns {[number, number, number, number]} */
export function outputShape({ layer, shape: [batch, channels, size] }) {
  if (layer.type === 'BatchNorm2d') return [batch, channels, size, size]
  if (layer.type === 'Conv2d') return [batch, layer.out, convolvedSize(layer), convolvedSize(layer)]
  const { kernel, stride = kernel, padding = 0 } = layer
  const pooled = Math.floor((size + 2 * padding - kernel) / stride) + 1
  return [batch, channels, pooled, pooled]
}

/** @param {readonly number[]} shape */
const product = (shape) => shape.reduce((count, length) => count * length, 1)

/** What both subjects share. */
const family = {
  kind: 'layer',
  /** @param {LayerRow} row */
  inputs: (row) => ({
    x: uniform(product(row.shape), { seed: 1 }),
    dy: uniform(product(outputShape(row)), { seed: 2 }),
    parameters: initialParameters([row.layer]),
  }),
}

/** Of all samples; either gradient takes as many as the output. @param {LayerRow} row */
const operations = ({ layer, shape: [batch] }) => batch * forwardOperations(layer)

/** @param {{ channels: number, size: number, batch: number }} sizes @returns {LayerRow[]} */
function convolutionRows({ channels, size, batch }) {
  const layer = /** @type {const} */ ({ type: 'Conv2d', in: channels, out: channels, kernel: 3, padding: 1, size })
  const shape = /** @type {const} */ ([batch, channels, size, size])
  return [
    { name: 'output', layer, shape },
    { name: 'gradient of the input', layer, shape, gradientOf: 'input' },
    { name: 'gradient of the weight', layer, shape, gradientOf: 'weight' },
  ]
}

/** @type {import('./index.mjs').Subject<LayerRow>} */
export const convolution = {
  ...family,
  name: 'convolution',
  title: 'Convolution 3×3 of 64 channels to 64 on 32×32, batch 8',
  unit: 'GFLOP/s',
  rows: convolutionRows({ channels: 64, size: 32, batch: 8 }),
  tiny: convolutionRows({ channels: 3, size: 5, batch: 2 }),
  amount: operations,
  yardstick: (row) => peak(operations(row)),
}

/** What must be read and written. @param {LayerRow} row */
function bytes({ layer, shape, gradientOf }) {
  const [input, output] = [product(shape), product(outputShape({ layer, shape }))]
  // The gradient of the input needs the input again only where it was normalised.
  return 4 * (input + output + (layer.type === 'BatchNorm2d' && gradientOf === 'input' ? input : 0))
}

/** @param {{ channels: number, size: number, batch: number }} sizes @returns {LayerRow[]} */
function streamingRows({ channels, size, batch }) {
  const shape = /** @type {const} */ ([batch, channels, size, size])
  const depthwise = /** @type {const} */ ({
    name: 'depthwise 3×3',
    layer: { type: 'Conv2d', in: channels, out: channels, groups: channels, kernel: 3, padding: 1, size },
    shape,
  })
  const others = /** @type {const} */ ([
    { name: 'BatchNorm2d', layer: { type: 'BatchNorm2d', channels }, shape },
    { name: 'MaxPool2d 2×2', layer: { type: 'MaxPool2d', kernel: 2 }, shape },
    { name: 'MaxPool2d 3×3', layer: { type: 'MaxPool2d', kernel: 3, stride: 2, padding: 1 }, shape },
  ])
  return [
    ...[depthwise, ...others].flatMap((row) => [
      row,
      { ...row, name: `${row.name}, gradient of the input`, gradientOf: /** @type {const} */ ('input') },
    ]),
    { ...depthwise, name: 'depthwise 3×3, gradient of the weight', gradientOf: 'weight' },
  ]
}

/** Layers with little arithmetic for what they read and write. @type {import('./index.mjs').Subject<LayerRow>} */
export const streaming = {
  ...family,
  name: 'streaming',
  title: 'Layers that wait for memory: [8, 64, 56, 56]',
  unit: 'GB/s',
  rows: streamingRows({ channels: 64, size: 56, batch: 8 }),
  tiny: streamingRows({ channels: 3, size: 6, batch: 2 }),
  amount: bytes,
  yardstick: (row) => copy(bytes(row), product(row.shape)),
}
