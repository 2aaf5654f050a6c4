/** How long the event loop may be kept from timers, signals and the user interface. */
const LIMIT_MILLISECONDS = 50

/** Lets the event loop run now and then; between two rests nothing is awaited. */
export class Breather {
  #last = performance.now()

  /** A promise when it is time for a rest, undefined otherwise. */
  rest(): Promise<void> | undefined {
    if (performance.now() - this.#last < LIMIT_MILLISECONDS) return undefined
    return macrotask().then(() => {
      this.#last = performance.now()
    })
  }
}

/** The next turn of the event loop. Timers would do, but browsers stretch them to 4 ms. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve)
      return
    }
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
