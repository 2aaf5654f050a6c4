import { nameOf } from '../../options.js'
import { tensor } from '../../tensor/conversion.js'
import type { Tensor } from '../../tensor/tensor.js'
import { decodeIdx } from './decode-idx.js'
import { gunzip, isGzip } from './gunzip.js'

/** See `data.readIdx`. */
export async function readIdx(path: string): Promise<Tensor> {
  const op = 'readIdx'
  if (typeof path !== 'string') throw new TypeError(`${op}: expected a path, got ${nameOf(path)}`)
  const { readBytes } = await import('#files')
  const bytes = await readBytes(path)
  const { shape, values } = decodeIdx(op, isGzip(bytes) ? await gunzip(op, bytes, path) : bytes, path)
  return tensor(values, { shape })
}
