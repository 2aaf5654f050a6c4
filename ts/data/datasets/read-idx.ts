import { tensor } from '../../tensor/conversion.js'
import type { Tensor } from '../../tensor/tensor.js'
import { contentOf, type FileSource } from './content.js'
import { decodeIdx } from './decode-idx.js'

/** See `data.readIdx`. */
export async function readIdx(source: FileSource): Promise<Tensor> {
  const op = 'readIdx'
  const { bytes, name } = await contentOf(op, source)
  const { shape, values } = decodeIdx(op, bytes, name)
  return tensor(values, { shape })
}
