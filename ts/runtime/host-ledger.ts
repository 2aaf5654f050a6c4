/**
 * How many bytes tensors hold on JavaScript's side. The garbage collector reports buffers that died, which it does
 * between tasks only; a synchronous loop may therefore run ahead of it, and of the buffers it made the ledger follows
 * the latest 4,096 (its own records must not become the leak it is there to show).
 */
const FOLLOWED = 4096
/** Smaller buffers are not worth a record. */
const SMALLEST_BYTES = 1024

let bytes = 0
const followed = new Set<{ readonly bytes: number }>()
const collected = new FinalizationRegistry<{ readonly bytes: number }>(forget)

export function recordHostBuffer(buffer: ArrayBuffer): void {
  if (buffer.byteLength < SMALLEST_BYTES) return
  const record = { bytes: buffer.byteLength }
  collected.register(buffer, record, record)
  followed.add(record)
  bytes += record.bytes
  if (followed.size > FOLLOWED) {
    const oldest = followed.values().next().value as { readonly bytes: number }
    collected.unregister(oldest)
    forget(oldest)
  }
}

export function hostBytes(): number {
  return bytes
}

function forget(record: { readonly bytes: number }): void {
  if (followed.delete(record)) bytes -= record.bytes
}
