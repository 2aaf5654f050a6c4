import type { ResidentList } from './resident-list.js'

/**
 * The bytes of one or several tensors (a tensor and its reshapes share one), wherever they are at the moment:
 * in linear memory (`address`), in a JavaScript buffer (`host`), or in both, when the former is a copy of the latter.
 */
export class Storage {
  /** Where the bytes lie in linear memory; 0 when they do not. */
  address = 0
  /** The same bytes in JavaScript's memory; null when linear memory holds the only copy. */
  host: Uint8Array<ArrayBuffer> | null
  /** Where in `host` they begin: small ones share a buffer. */
  hostStart = 0
  readonly bytes: number
  /** Tensors that refer to this storage and were not released. At 0 the block is free. */
  handles = 1
  /** Counts changes in place, so that a backward pass can tell that a saved value is not the one it saw. */
  version = 0
  /** The operation that used these bytes last; those of the running operation are pinned. */
  lastUse = 0
  /** The last operation of a not yet consumed graph that will need these bytes in its backward pass. */
  savedAt = 0
  /** Was moved out because memory was short; coming back says that memory was cut too short. */
  movedOutUnderPressure = false
  /** Of a parameter, its gradient or an optimizer: never moved out at the end of a step. */
  persistent = false
  list: ResidentList | null = null
  slot = 0

  constructor(bytes: number, host: Uint8Array<ArrayBuffer> | null) {
    this.bytes = bytes
    this.host = host
  }
}
