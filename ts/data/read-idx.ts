import type { Tensor } from '../tensor/tensor.js'

/**
 * Reads a file in the format of MNIST, compressed by gzip or not, into a tensor: int32 of whole numbers, else real.
 *
 * @throws FormatError when the file is not what the format prescribes
 */
export async function readIdx(path: string): Promise<Tensor> {
  return (await import('#datasets')).readIdx(path)
}
