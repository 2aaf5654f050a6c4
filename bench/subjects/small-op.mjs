import { randn, scope, tensor } from 'grad128'
import { inTurns } from '../measure.mjs'

const repeats = 1000

/** What an operation costs apart from its arithmetic: a product of 16 elements, released by a scope or left to be found. */
export function smallOpSubject() {
  const plain = randn([16])
  const tracked = tensor(new Float32Array(16).fill(0.5), { requiresGrad: true })
  const seed = randn([16])
  const forward = () => plain.mul(plain)
  const recorded = () => tracked.mul(plain)
  const backward = () => {
    tracked.mul(plain).backward(seed)
    tracked.grad = null
  }
  const many = (run) => () => {
    for (let i = 0; i < repeats; i++) run()
  }
  const scoped = (run) => many(() => scope(() => void run()))
  const released = inTurns([
    { name: 'forward', run: scoped(forward) },
    { name: 'recorded', run: scoped(recorded) },
    { name: 'recorded and backward', run: scoped(backward) },
  ])
  // Apart, and afterwards: what waits to be collected would slow the others down.
  const left = inTurns([
    { name: 'forward, no scope', run: many(forward) },
    { name: 'recorded, no scope', run: many(recorded) },
  ])
  // Milliseconds for a thousand are microseconds for one.
  const rows = [...released.times, ...left.times].map(([name, milliseconds]) => ({
    name,
    grad128: (milliseconds * 1000) / repeats,
  }))
  return { title: 'An operation on 16 elements', unit: 'µs', rows, share: Math.min(released.share, left.share) }
}
