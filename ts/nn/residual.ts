import { ShapeError } from '../errors.js'
import { add } from '../ops/arithmetic.js'
import { nameOf } from '../options.js'
import { sameShape, show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'
import type { Layer } from './sequential.js'

/**
 * y = x + module(x), a shortcut around a module that keeps the shape. Not in torch.
 * Source: He, Zhang, Ren & Sun, "Deep residual learning for image recognition", 2016.
 *
 * @throws ShapeError when the module changes the shape
 */
export class Residual extends Module {
  readonly module: Layer

  constructor(module: Layer) {
    super()
    if (!(module instanceof Module)) throw new TypeError(`Residual: expected a Module, got ${nameOf(module)}`)
    this.module = module
  }

  forward(x: Tensor): Tensor {
    const y = this.module.forward(x)
    if (!sameShape(x.shape, y.shape)) {
      throw new ShapeError('Residual', {
        expected: `a module that keeps the shape ${show(x.shape)}`,
        got: show(y.shape),
      })
    }
    return add(x, y)
  }
}
