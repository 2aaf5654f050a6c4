import { nameOf } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { decodeSafetensors } from './decode-safetensors.js'
import { encodeSafetensors } from './encode-safetensors.js'

/**
 * Writes tensors to a safetensors file, in Node a path, in browsers one of the origin's private file system. The file
 * is replaced as a whole: whoever reads it sees the old content or the new.
 *
 * @throws UnavailableError when it cannot be written, as for a folder that is not there
 */
export async function saveSafetensors(
  path: string,
  tensors: Record<string, Tensor> | ReadonlyMap<string, Tensor>,
  metadata?: Record<string, string>,
): Promise<void> {
  if (typeof path !== 'string') throw new TypeError(`saveSafetensors: expected a path, got ${nameOf(path)}`)
  const bytes = encodeSafetensors(tensors, metadata)
  const { writeBytes } = await import('#files')
  await writeBytes('saveSafetensors', path, bytes)
}

/**
 * Reads a safetensors file into tensors by name.
 *
 * @throws FormatError when the file is not what the format prescribes, UnavailableError when it cannot be read
 */
export async function loadSafetensors(path: string): Promise<Record<string, Tensor>> {
  if (typeof path !== 'string') throw new TypeError(`loadSafetensors: expected a path, got ${nameOf(path)}`)
  const { readBytes } = await import('#files')
  return decodeSafetensors(await readBytes('loadSafetensors', path))
}
