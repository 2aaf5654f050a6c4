import { data, randint, tensor } from 'grad128'

const size = 28

/**
 * Digits that are moved at random each time they are asked for: a moved digit is still the same digit, which the network
 * learns from that. The numbers come from the library's own generator, so that `manualSeed` makes them repeatable.
 */
export class ShiftedDigits extends data.Dataset {
  #pixels
  #labels
  #most
  #empty

  /**
   * @param {Float32Array} pixels of all images, one after another
   * @param {Int32Array} labels
   * @param {{ most: number, empty: number }} options how many pixels up, down, left and right at most; what comes in
   *   from outside
   */
  constructor(pixels, labels, { most, empty }) {
    super()
    this.#pixels = pixels
    this.#labels = labels
    this.#most = most
    this.#empty = empty
  }

  get length() {
    return this.#labels.length
  }

  /** @param {number} i @returns {[image: import('grad128').Tensor, label: import('grad128').Tensor]} */
  get(i) {
    const [images, labels] = this.getBatch(Int32Array.of(i))
    return [images.squeeze(0), labels.squeeze(0)]
  }

  /**
   * What a DataLoader asks for: a whole batch at once is faster than its images one by one.
   *
   * @param {Int32Array} indices
   * @returns {[images: import('grad128').Tensor, labels: import('grad128').Tensor]} [N, 1, 28, 28] and [N]
   */
  getBatch(indices) {
    const moves = randint(-this.#most, this.#most + 1, [indices.length, 2]).data()
    const images = new Float32Array(indices.length * size * size).fill(this.#empty)
    const labels = Int32Array.from(indices, (i) => this.#labels[i])
    indices.forEach((i, k) => {
      const image = this.#pixels.subarray(i * size * size, (i + 1) * size * size)
      shift(image, images.subarray(k * size * size), moves[2 * k], moves[2 * k + 1])
    })
    return [tensor(images, { shape: [indices.length, 1, size, size] }), tensor(labels)]
  }
}

/**
 * Copies an image so that it is `down` pixels lower and `right` pixels further to the right.
 *
 * @param {Float32Array} from
 * @param {Float32Array} to
 * @param {number} down
 * @param {number} right
 */
function shift(from, to, down, right) {
  const [start, end] = [Math.max(0, -right), size - Math.max(0, right)]
  for (let y = Math.max(0, down); y < size + Math.min(0, down); y++) {
    const row = (y - down) * size
    to.set(from.subarray(row + start, row + end), y * size + start + right)
  }
}
