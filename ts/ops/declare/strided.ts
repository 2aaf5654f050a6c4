import { writeWords } from '../../runtime/linear-memory.js'
import { scratch } from '../../runtime/scratch.js'
import type { Shape } from '../../tensor/shape.js'

/** The address of the layout [rank, sizes…, strides…, offset] with which a strided copy walks the other operand. */
export function stridedLayout(sizes: Shape, strides: readonly number[], offset: number): number {
  const words = sizes.length === 0 ? [1, 1, 0, offset] : [sizes.length, ...sizes, ...strides, offset]
  const address = scratch(words.length * 4)
  writeWords(address, words)
  return address
}
