import { hostBytes } from '../runtime/host-ledger.js'
import { residencyFigures } from '../runtime/residency.js'

export interface MemoryFigures {
  /** Tensors whose only copy is in linear memory; those that share their elements count once. */
  liveTensors: number
  /** Their bytes. What is merely a cached copy of JavaScript data does not count: it leaves when room is needed. */
  liveBytes: number
  /** Linear memory taken from the engine; it grows and never shrinks. */
  arenaBytes: number
  /** Tensor data in JavaScript buffers, as far as the garbage collector has reported (it does so between tasks). */
  hostBytes: number
}

/** Where the memory is, in bytes. */
export function memory(): MemoryFigures {
  return { ...residencyFigures(), hostBytes: hostBytes() }
}
