import { adaptiveAvgPool1d, adaptiveAvgPool2d } from '../ops/pooling/average-pool.js'
import {
  type AdaptiveMaxPoolOptions,
  adaptiveMaxPool1d,
  adaptiveMaxPool2d,
  type MaxPooled,
} from '../ops/pooling/max-pool.js'
import { assertOutputSize, type OutputSize } from '../ops/pooling/windows.js'
import { withDefaults } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'
import { settingsText } from './settings-text.js'

/** What the adaptive pools share: the size of the result. */
abstract class AdaptivePool extends Module {
  readonly outputSize: OutputSize

  constructor(rank: 1 | 2, outputSize: OutputSize) {
    super()
    assertOutputSize(new.target.name, outputSize, rank)
    this.outputSize = outputSize
  }

  protected override describe(): string {
    return settingsText({ outputSize: this.outputSize })
  }
}

/**
 * y = mean of x over windows that divide the length evenly; x [N, C, L] or [C, L] → [N, C, outputSize].
 * Same as torch.nn.AdaptiveAvgPool1d. @throws ValueError
 */
export class AdaptiveAvgPool1d extends AdaptivePool {
  constructor(outputSize: OutputSize) {
    super(1, outputSize)
  }

  forward(x: Tensor): Tensor {
    return adaptiveAvgPool1d(x, this.outputSize)
  }
}

/**
 * y = mean of x over windows that divide the plane evenly; x [N, C, H, W] or [C, H, W] → [N, C, ...outputSize].
 * Same as torch.nn.AdaptiveAvgPool2d. @throws ValueError
 */
export class AdaptiveAvgPool2d extends AdaptivePool {
  constructor(outputSize: OutputSize) {
    super(2, outputSize)
  }

  forward(x: Tensor): Tensor {
    return adaptiveAvgPool2d(x, this.outputSize)
  }
}

/**
 * y = max of x over windows that divide the length evenly; x [N, C, L] or [C, L] → [N, C, outputSize].
 * Same as torch.nn.AdaptiveMaxPool1d. @throws ValueError
 */
export class AdaptiveMaxPool1d<Indices extends boolean = false> extends AdaptivePool {
  readonly returnIndices: Indices

  constructor(outputSize: OutputSize, options?: AdaptiveMaxPoolOptions<Indices>) {
    super(1, outputSize)
    this.returnIndices = readIndices('AdaptiveMaxPool1d', options)
  }

  forward(x: Tensor): MaxPooled<Indices> {
    return adaptiveMaxPool1d<Indices>(x, this.outputSize, { returnIndices: this.returnIndices })
  }
}

/**
 * y = max of x over windows that divide the plane evenly; x [N, C, H, W] or [C, H, W] → [N, C, ...outputSize].
 * Same as torch.nn.AdaptiveMaxPool2d. @throws ValueError
 */
export class AdaptiveMaxPool2d<Indices extends boolean = false> extends AdaptivePool {
  readonly returnIndices: Indices

  constructor(outputSize: OutputSize, options?: AdaptiveMaxPoolOptions<Indices>) {
    super(2, outputSize)
    this.returnIndices = readIndices('AdaptiveMaxPool2d', options)
  }

  forward(x: Tensor): MaxPooled<Indices> {
    return adaptiveMaxPool2d<Indices>(x, this.outputSize, { returnIndices: this.returnIndices })
  }
}

function readIndices<Indices extends boolean>(
  op: string,
  options: AdaptiveMaxPoolOptions<Indices> | undefined,
): Indices {
  return withDefaults<{ returnIndices: Indices }>(op, options, { returnIndices: false as Indices }).returnIndices
}
