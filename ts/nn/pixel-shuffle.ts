import { pixelShuffle, pixelUnshuffle } from '../ops/pixel-shuffle.js'
import { assertWhole } from '../tensor/assert-number.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'
import { settingsText } from './settings-text.js'

/** Channels as pixels: x [..., C·r², H, W] → [..., C, H·r, W·r]. Same as torch.nn.PixelShuffle. @throws ValueError */
export class PixelShuffle extends Module {
  readonly upscaleFactor: number

  constructor(upscaleFactor: number) {
    super()
    assertWhole('PixelShuffle', 'upscaleFactor', upscaleFactor, 1)
    this.upscaleFactor = upscaleFactor
  }

  forward(x: Tensor): Tensor {
    return pixelShuffle(x, this.upscaleFactor)
  }

  protected override describe(): string {
    return settingsText({ upscaleFactor: this.upscaleFactor })
  }
}

/** Pixels as channels: x [..., C, H·r, W·r] → [..., C·r², H, W]. Same as torch.nn.PixelUnshuffle. @throws ValueError */
export class PixelUnshuffle extends Module {
  readonly downscaleFactor: number

  constructor(downscaleFactor: number) {
    super()
    assertWhole('PixelUnshuffle', 'downscaleFactor', downscaleFactor, 1)
    this.downscaleFactor = downscaleFactor
  }

  forward(x: Tensor): Tensor {
    return pixelUnshuffle(x, this.downscaleFactor)
  }

  protected override describe(): string {
    return settingsText({ downscaleFactor: this.downscaleFactor })
  }
}
