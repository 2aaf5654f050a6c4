import { ShapeError } from '../errors.js'
import { assertTensor } from '../ops/declare/assert-tensor.js'
import { reshape } from '../ops/reshape.js'
import { nameOf } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import { show, toDim } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'
import { settingsText } from './settings-text.js'

/**
 * Dimension `dim` as several; one size may be −1 and is worked out. x [..., Π sizes, ...] → [..., ...sizes, ...].
 * Same as torch.nn.Unflatten. @throws ShapeError, IndexError
 */
export class Unflatten extends Module {
  readonly dim: number
  readonly sizes: readonly number[]

  constructor(dim: number, sizes: readonly number[]) {
    super()
    assertWhole('Unflatten', 'dim', dim)
    if (!Array.isArray(sizes)) throw new TypeError(`Unflatten: expected an array of sizes, got ${nameOf(sizes)}`)
    for (const size of sizes) assertWhole('Unflatten', 'each size', size, -1)
    this.dim = dim
    this.sizes = [...sizes]
  }

  forward(x: Tensor): Tensor {
    assertTensor('Unflatten', x)
    const dim = toDim('Unflatten', this.dim, x.ndim)
    const size = x.shape[dim] ?? 1
    const known = this.sizes.reduce((product, n) => (n === -1 ? product : product * n), 1)
    const open = this.sizes.filter((n) => n === -1).length
    const fits = open === 0 ? known === size : open === 1 && known > 0 && size % known === 0
    if (!fits || this.sizes.length === 0) {
      throw new ShapeError('Unflatten', {
        expected: `sizes whose product is ${size}, as dimension ${dim} of ${show(x.shape)} is, with at most one −1`,
        got: show(this.sizes),
      })
    }
    const sizes = this.sizes.map((n) => (n === -1 ? size / known : n))
    return reshape(x, [...x.shape.slice(0, dim), ...sizes, ...x.shape.slice(dim + 1)])
  }

  protected override describe(): string {
    return settingsText({ dim: this.dim, sizes: this.sizes })
  }
}
