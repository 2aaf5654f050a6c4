/**
 * The value, waited for if it is a promise. An abort ends the waiting at once.
 *
 * @throws signal.reason when aborted
 */
export function untilAborted<Value>(
  value: Value | PromiseLike<Value>,
  signal: AbortSignal | undefined,
): Value | Promise<Value> {
  signal?.throwIfAborted()
  if (!isPromise(value)) return value
  if (signal === undefined) return Promise.resolve(value)
  return new Promise<Value>((resolve, reject) => {
    const abort = () => reject(signal.reason)
    const settled = () => signal.removeEventListener('abort', abort)
    signal.addEventListener('abort', abort, { once: true })
    value.then(resolve, reject).then(settled)
  })
}

function isPromise<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
  return typeof (value as PromiseLike<Value> | null | undefined)?.then === 'function'
}
