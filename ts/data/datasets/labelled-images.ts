import { RealArray, realDType } from '../../runtime/precision.js'
import { fromBuffer } from '../../tensor/conversion.js'
import type { Tensor } from '../../tensor/tensor.js'
import { checkIndex, Dataset } from '../dataset.js'

/**
 * Grey images with a class each: sample i is `[image, label]`, the image [1, H, W] from 0 (black) to 1, the label an
 * int32 number. Same as torchvision.datasets.MNIST with ToTensor. Pixels stay bytes until they are asked for, which
 * takes a quarter of the memory.
 */
export class LabelledImages extends Dataset<[image: Tensor, label: Tensor]> {
  readonly length: number
  /** Names of the classes, by their numbers. */
  readonly classes: readonly string[]
  readonly #pixels: Uint8Array
  readonly #labels: Uint8Array
  readonly #shape: readonly [height: number, width: number]

  constructor(
    pixels: Uint8Array,
    labels: Uint8Array,
    shape: readonly [height: number, width: number],
    classes: readonly string[],
  ) {
    super()
    this.length = labels.length
    this.classes = classes
    this.#pixels = pixels
    this.#labels = labels
    this.#shape = shape
  }

  get(i: number): [image: Tensor, label: Tensor] {
    checkIndex('LabelledImages.get', i, this.length)
    return this.#tensors(Int32Array.of(i), [])
  }

  override getBatch(indices: Int32Array): [images: Tensor, labels: Tensor] | undefined {
    // A subclass that changes single samples wants to be asked for them.
    if (this.get !== LabelledImages.prototype.get) return undefined
    return this.#tensors(indices, [indices.length])
  }

  #tensors(indices: Int32Array, batch: readonly number[]): [Tensor, Tensor] {
    const [height, width] = this.#shape
    const size = height * width
    const images = new RealArray(indices.length * size)
    const labels = new Int32Array(indices.length)
    for (let k = 0; k < indices.length; k++) {
      const i = indices[k] as number
      labels[k] = this.#labels[i] as number
      const from = i * size
      const to = k * size
      for (let p = 0; p < size; p++) images[to + p] = (this.#pixels[from + p] as number) / 255
    }
    return [
      fromBuffer(images.buffer, [...batch, 1, height, width], realDType, 'LabelledImages'),
      fromBuffer(labels.buffer, batch, 'int32', 'LabelledImages'),
    ]
  }
}
