import { writeWords } from '../../runtime/linear-memory.js'
import { scratch } from '../../runtime/scratch.js'
import { broadcastStrides, type Shape, sameShape } from '../../tensor/shape.js'

/**
 * The address of the layout with which a kernel reads two operands as if both had the result's shape:
 * [rank, sizes…, strides of a…, strides of b…], neighbouring dimensions merged where both operands allow it.
 * 0 when both have that shape already.
 */
export function broadcastLayout(a: Shape, b: Shape, result: Shape): number {
  if (sameShape(a, result) && sameShape(b, result)) return 0
  const stridesA = broadcastStrides(a, result)
  const stridesB = broadcastStrides(b, result)
  const sizes: number[] = []
  const mergedA: number[] = []
  const mergedB: number[] = []
  for (let i = 0; i < result.length; i++) {
    const size = result[i] as number
    if (size === 1) continue
    const strideA = stridesA[i] as number
    const strideB = stridesB[i] as number
    const last = sizes.length - 1
    if (last >= 0 && mergedA[last] === strideA * size && mergedB[last] === strideB * size) {
      sizes[last] = (sizes[last] as number) * size
      mergedA[last] = strideA
      mergedB[last] = strideB
    } else {
      sizes.push(size)
      mergedA.push(strideA)
      mergedB.push(strideB)
    }
  }
  if (sizes.length === 0) {
    sizes.push(1)
    mergedA.push(0)
    mergedB.push(0)
  }
  const words = [sizes.length, ...sizes, ...mergedA, ...mergedB]
  const address = scratch(words.length * 4)
  writeWords(address, words)
  return address
}
