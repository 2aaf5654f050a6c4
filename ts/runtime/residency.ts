import { InternalError, OutOfMemoryError } from '../errors.js'
import { Allocator } from './allocator.js'
import { boot } from './boot.js'
import { copyToHost, hostBytesOf } from './host-copy.js'
import { recordHostBuffer } from './host-ledger.js'
import { arenaFrom, byteView, limitBytes, memoryBytes } from './linear-memory.js'
import { ResidentList } from './resident-list.js'
import { Storage } from './storage.js'

/**
 * Who is in linear memory, and who leaves when it gets tight.
 *
 * - `cached`: copies of what a JavaScript buffer holds as well. Leaving costs nothing; beyond a budget the least
 *   recently used leave, so a loop that makes a fresh batch each step cannot leak.
 * - `given`: the few numbers of small tensors that JavaScript gave, whose only copy is here; beyond a budget, too, the
 *   least recently used leave, and all at the end of a training step.
 * - `young`: results that no graph owns. At the end of a training step they move out to a JavaScript buffer that only
 *   their tensor refers to: the garbage collector owns them from then on, a reachable one comes back when used.
 * - `recorded`: owned by a graph, released when it was consumed and the next one starts.
 * - `persistent`: parameters, their gradients, optimizer state.
 * - `trifles`: those of them that are too small for a finalizer. When there are many, the least recently used leave: they
 *   may be of models that nobody has any more.
 *
 * Under pressure all of them leave by the same rule, least recently used first; only what the running operation uses
 * (`lastUse === clock`) is pinned.
 */
export const cached = new ResidentList()
export const given = new ResidentList()
export const young = new ResidentList()
export const recorded = new ResidentList()
export const persistent = new ResidentList()
export const trifles = new ResidentList()

const MEBIBYTE = 1024 * 1024
const CACHE_BUDGET_BYTES = 64 * MEBIBYTE
/** Tiny tensors cost more in JavaScript objects than in bytes, so their number is bounded too. */
const CACHE_BUDGET_COUNT = 4096
const GROWTH_BYTES = 16 * MEBIBYTE

/** Beyond this much memory, or this many results, tensors move out before more is taken. */
let softLimitBytes = 256 * MEBIBYTE
let softLimitCount = 131_072
/** There may be so many times fewer trifles than results. */
const TRIFLE = 128
/** What came back since the limits were last raised. */
let returnedBytes = 0
let returnedCount = 0
let allocator: Allocator | undefined

/** Counts operations. A storage with the current number is in use by the running one. */
export let clock = 1

/** Called at the start of every operation: what earlier ones used is no longer pinned. */
export function beginOperation(): void {
  clock++
}

/** A storage in linear memory whose bytes are not set yet. */
export function allocateStorage(bytes: number, list: ResidentList, op: string): Storage {
  const storage = new Storage(bytes, null)
  giveBlock(storage, list, op)
  return storage
}

/** Room in linear memory for a storage that has none yet. */
export function giveBlock(storage: Storage, list: ResidentList, op: string): void {
  storage.address = allocateBlock(storage.bytes, op)
  storage.lastUse = clock
  enlist(storage, list)
}

/** Takes a storage into another list, whose oldest leave when there are too many. */
export function enlist(storage: Storage, list: ResidentList): void {
  list.add(storage)
  const limit = list === given ? CACHE_BUDGET_COUNT : list === trifles ? softLimitCount / TRIFLE : softLimitCount
  if (list.items.length > limit && list !== persistent) shedOldest(list)
}

/** The list of what an operation has written and no graph owns. */
function homeOf(storage: Storage): ResidentList {
  return !storage.persistent ? young : storage.bytes < FINALIZED_BYTES ? trifles : persistent
}

/** A storage whose bytes are in JavaScript's memory until an operation wants them. The buffer changes hands. */
export function hostStorage(buffer: ArrayBuffer): Storage {
  recordHostBuffer(buffer)
  return new Storage(buffer.byteLength, new Uint8Array(buffer))
}

/** Where a storage lies in linear memory, brought there if need be, and pinned for the running operation. */
export function addressOf(storage: Storage, op: string): number {
  storage.lastUse = clock
  return storage.address !== 0 ? storage.address : bringIn(storage, op)
}

/** The address for an operation that changes the bytes: from now on linear memory holds the only copy. */
export function addressForUpdate(storage: Storage, op: string): number {
  const address = addressOf(storage, op)
  storage.version++
  storage.host = null
  if (storage.list === cached || storage.list === given) enlist(storage, homeOf(storage))
  return address
}

/** Parameters, their gradients and optimizer state stay until memory is really short; given ones until they change. */
export function persist(storage: Storage): void {
  storage.persistent = true
  if (storage.list !== null && storage.list !== given && storage.host === null) enlist(storage, homeOf(storage))
}

/** Gives the block back; the bytes are gone unless a host copy exists. */
export function freeBlock(storage: Storage): void {
  if (storage.address === 0) return
  storage.list?.remove(storage)
  allocatorNow().free(storage.address, storage.bytes)
  storage.address = 0
}

/** Blocks below this size leave by eviction; a finalizer would cost more than they do. */
const FINALIZED_BYTES = 1024

/** In asynchronous code the garbage collector's word frees a block early; nothing depends on it. */
const finalizers = new FinalizationRegistry<Storage>((storage) => {
  storage.handles = 0
  freeBlock(storage)
})

/** What the tensors of a storage hold so that its block is free when they are collected, if it is worth a finalizer. */
export function leaseOf(storage: Storage): object | null {
  // What JavaScript holds as well leaves linear memory by the cache's rule.
  if (storage.bytes < FINALIZED_BYTES || storage.host !== null) return null
  const lease = {}
  finalizers.register(lease, storage, storage)
  return lease
}

/** From now on the collector's word does not matter, and the registry does not hold the storage. */
export function endLease(storage: Storage): void {
  if (storage.bytes >= FINALIZED_BYTES) finalizers.unregister(storage)
}

/** Keeps the bytes in a JavaScript buffer only, which must not wait for a finalizer: synchronous code runs none. */
export function moveOut(storage: Storage): void {
  if (storage.address === 0) return
  if (storage.host === null) {
    copyToHost(storage)
    endLease(storage)
  }
  freeBlock(storage)
}

/** The end of a step: what no graph owns, nobody uses just now, and nothing has saved since `consumed` moves out. */
export function moveOutYoung(consumed: number): void {
  for (const { items } of [young, given]) {
    for (let i = items.length - 1; i >= 0; i--) {
      const storage = items[i] as Storage
      if (storage.lastUse !== clock && storage.savedAt <= consumed && !storage.persistent) moveOut(storage)
    }
  }
}

export interface ResidencyFigures {
  liveTensors: number
  liveBytes: number
  arenaBytes: number
}

export function residencyFigures(): ResidencyFigures {
  const lists = [young, recorded, persistent, trifles]
  return {
    liveTensors: lists.reduce((sum, list) => sum + list.items.length, 0),
    liveBytes: lists.reduce((sum, list) => sum + list.bytes, 0),
    arenaBytes: allocator === undefined ? 0 : memoryBytes(),
  }
}

function bringIn(storage: Storage, op: string): number {
  if (storage.host === null) throw new InternalError(op, 'A tensor has neither memory nor a copy of its data')
  storage.address = allocateBlock(storage.bytes, op)
  byteView(storage.address, storage.bytes).set(hostBytesOf(storage))
  cached.add(storage)
  if (storage.movedOutUnderPressure) {
    storage.movedOutUnderPressure = false
    noteReturn(storage)
  }
  if (cached.bytes > CACHE_BUDGET_BYTES || cached.items.length > CACHE_BUDGET_COUNT) shedOldest(cached)
  return storage.address
}

/** What came back although memory was short is the working set; when it is large, so must be the limits. */
function noteReturn(storage: Storage): void {
  returnedBytes += storage.bytes
  // Of what persists it is mostly trifles that leave, at a limit so many times lower: each counts for as many.
  returnedCount += storage.persistent ? TRIFLE : 1
  if (returnedBytes > softLimitBytes / 2) {
    softLimitBytes = Math.min(softLimitBytes * 2, limitBytes)
    returnedBytes = 0
  }
  if (returnedCount > softLimitCount / 2) {
    softLimitCount *= 2
    returnedCount = 0
  }
}

/** About half of a list leaves, by an estimate of the median of last uses: sorting so many would take longer. */
function shedOldest(list: ResidentList): void {
  const { items } = list
  const stride = Math.max(1, Math.floor(items.length / 255))
  const sample = items.filter((_, i) => i % stride === 0).map((storage) => storage.lastUse)
  const middle = sample.sort((a, b) => a - b)[sample.length >> 1] as number
  // From the end, because whoever leaves has the last one take its place.
  for (let i = items.length - 1; i >= 0; i--) {
    const storage = items[i] as Storage
    if (storage.lastUse <= middle && storage.lastUse !== clock) moveOutUnderPressure(storage)
  }
}

function moveOutUnderPressure(storage: Storage): void {
  storage.movedOutUnderPressure = storage.host === null
  moveOut(storage)
}

function leastRecentlyUsed(...lists: readonly ResidentList[]): Storage[] {
  const items = lists.flatMap((list) => list.items)
  return items.filter((storage) => storage.lastUse !== clock).sort((a, b) => a.lastUse - b.lastUse)
}

function allocatorNow(): Allocator {
  if (allocator === undefined) {
    const core = boot()
    allocator = new Allocator(arenaFrom(core.heapBase))
  }
  return allocator
}

function allocateBlock(bytes: number, op: string): number {
  const address = allocatorNow().allocate(bytes)
  return address !== 0 ? address : allocateUnderPressure(allocatorNow(), bytes, op)
}

/** No block is free: merge, grow, or make others leave, whichever is cheapest at this size. */
function allocateUnderPressure(blocks: Allocator, bytes: number, op: string): number {
  // Nobody needs to leave for what can never fit.
  if (bytes > limitBytes) throw outOfMemory(blocks, bytes, op)
  const tryAgain = () => {
    blocks.coalesce()
    return blocks.allocate(bytes)
  }
  const grow = (upTo: number) => {
    const preferred = Math.min(Math.max(GROWTH_BYTES, memoryBytes() / 4), upTo - memoryBytes())
    return blocks.grow(bytes, preferred) ? blocks.allocate(bytes) : 0
  }

  let address = blocks.listedBytes > memoryBytes() / 4 ? tryAgain() : 0
  if (address === 0 && memoryBytes() + bytes <= softLimitBytes) address = grow(softLimitBytes)
  if (address === 0) {
    moveOutAtLeast(Math.max(bytes, softLimitBytes / 4))
    address = tryAgain()
  }
  if (address === 0) address = grow(limitBytes)
  if (address === 0) {
    moveOutAtLeast(Number.POSITIVE_INFINITY)
    address = tryAgain()
  }
  if (address === 0) throw outOfMemory(blocks, bytes, op)
  return address
}

function outOfMemory(blocks: Allocator, requestedBytes: number, op: string): OutOfMemoryError {
  return new OutOfMemoryError(op, { requestedBytes, usedBytes: blocks.usedBytes, limitBytes })
}

/** Copies of JavaScript data leave first (that costs nothing), then the least recently used of the others. */
function moveOutAtLeast(bytes: number): void {
  const others = leastRecentlyUsed(given, young, recorded, persistent, trifles)
  let freed = 0
  for (const storage of [...leastRecentlyUsed(cached), ...others]) {
    if (freed >= bytes) return
    freed += storage.bytes
    moveOutUnderPressure(storage)
  }
}

export function allocateScratch(bytes: number): number {
  return allocateBlock(bytes, 'scratch')
}

export function freeScratch(address: number, bytes: number): void {
  allocatorNow().free(address, bytes)
}
