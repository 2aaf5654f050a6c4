import type { Tensor } from '../tensor/tensor.js'
import type { FileSource } from './datasets/content.js'

/**
 * Reads a file in the format of MNIST, by its path or as bytes, compressed by gzip or not, into a tensor: int32 of whole
 * numbers, else real.
 *
 * @throws FormatError when the file is not what the format prescribes, UnavailableError when it cannot be read
 */
export async function readIdx(source: FileSource): Promise<Tensor> {
  return (await import('#datasets')).readIdx(source)
}
