import { nn, noGrad, plot } from 'grad128'

/** @typedef {import('grad128').Tensor} Tensor */

/**
 * What each layer of a network makes of one image.
 *
 * @param {import('grad128').nn.Sequential} model
 * @param {Tensor} image [1, C, H, W]
 * @returns {{ name: string, output: Tensor }[]} outputs without their first dimension
 */
export function layerOutputs(model, image) {
  let x = image
  return noGrad(() =>
    model.children().map((layer) => {
      x = layer.forward(x)
      return { name: layer.constructor.name, output: x.squeeze(0) }
    }),
  )
}

/** Each pixel as a square of pixels. @param {Tensor} maps [N, H, W] @param {number} factor */
export function enlarged(maps, factor) {
  return nn.functional.interpolate(maps.unsqueeze(1), { scaleFactor: factor, mode: 'nearest' }).squeeze(1)
}

/** Characters that pictures beside each other may take together. */
const width = 78

/**
 * Maps in characters, as many in a row as fit, without the margin in which no digit has ink.
 *
 * @param {Tensor} maps [N, H, W]
 */
export function mapsText(maps) {
  const [count, , size] = maps.shape
  const margin = Math.floor(size / 14)
  const middle = maps.slice(1, margin, size - margin).slice(2, margin, size - margin)
  const most = Math.floor((width + 1) / (size - 2 * margin + 1))
  // Rows of the same length: 16 maps, of which 7 would fit, stand in rows of 4.
  const columns = Array.from({ length: Math.min(most, count) }, (_, i) => i + 1).findLast((n) => count % n === 0)
  return plot.terminal('images', middle, { columns })
}
