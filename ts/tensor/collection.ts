import type { Tensor } from './tensor.js'

/**
 * Who was made while somebody watches: a scope, an operation that is made of others, a backward pass.
 *
 * All collections share one stack; each is what stands above its mark. What stays when one closes is thereby part of
 * the collection around it, and nothing is allocated for any of them.
 */
const made: (Tensor | undefined)[] = []
let height = 0
let depth = 0

/** From now on what is made is collected. Returns the mark that closes this collection. */
export function openCollection(): number {
  depth++
  return height
}

/**
 * Ends a collection. `stays` is asked about everything made since, in order, and releases what it refuses; the others
 * pass to the collection around this one, if there is any.
 */
export function closeCollection<Context>(
  mark: number,
  stays: (t: Tensor, context: Context) => boolean,
  context: Context,
): void {
  depth--
  let end = mark
  for (let i = mark; i < height; i++) {
    const t = made[i] as Tensor
    if (stays(t, context) && depth > 0) made[end++] = t
  }
  // No reference is left behind that would keep a tensor from the garbage collector.
  for (let i = end; i < height; i++) made[i] = undefined
  height = end
}

/** Makes a tensor part of the innermost collection. */
export function collect(t: Tensor): void {
  if (depth > 0) made[height++] = t
}

/** Whether somebody watches what is made. */
export function isCollecting(): boolean {
  return depth > 0
}
