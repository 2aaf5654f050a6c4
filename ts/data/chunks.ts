/** Consecutive elements in groups of `size`; the last group may be smaller, or is left out. */
export function* chunks<Element>(source: Iterable<Element>, size: number, dropLast: boolean): Generator<Element[]> {
  let group: Element[] = []
  for (const element of source) {
    group.push(element)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0 && !dropLast) yield group
}

/** The same for elements that come asynchronously. */
export async function* asyncChunks<Element>(
  source: AsyncIterable<Element>,
  size: number,
  dropLast: boolean,
): AsyncGenerator<Element[]> {
  let group: Element[] = []
  for await (const element of source) {
    group.push(element)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0 && !dropLast) yield group
}

/** Groups of a known order, without copying it. */
export function* slices(order: Int32Array, size: number, dropLast: boolean): Generator<Int32Array> {
  for (let start = 0; start < order.length; start += size) {
    const group = order.subarray(start, start + size)
    if (group.length === size || !dropLast) yield group
  }
}
