import type { Storage } from './storage.js'

/** Storages that lie in linear memory for one reason; entering and leaving take constant time. */
export class ResidentList {
  readonly items: Storage[] = []
  bytes = 0

  add(storage: Storage): void {
    storage.list?.remove(storage)
    storage.list = this
    storage.slot = this.items.length
    this.items.push(storage)
    this.bytes += storage.bytes
  }

  remove(storage: Storage): void {
    const last = this.items.pop() as Storage
    if (last !== storage) {
      this.items[storage.slot] = last
      last.slot = storage.slot
    }
    this.bytes -= storage.bytes
    storage.list = null
  }
}
