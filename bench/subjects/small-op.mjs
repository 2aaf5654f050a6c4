import { randn, tensor } from 'grad128'
import { inTurns } from '../measure.mjs'

/** What an operation costs apart from its arithmetic: 16 elements. */
export function smallOpSubject() {
  const plain = randn([16])
  const tracked = tensor(new Float32Array(16).fill(0.5), { requiresGrad: true })
  const seed = randn([16])
  const many = (run) => () => {
    for (let i = 0; i < 1000; i++) run()
  }
  const times = inTurns([
    { name: 'forward', run: many(() => plain.mul(plain)) },
    { name: 'forward, recorded', run: many(() => tracked.mul(plain)) },
    {
      name: 'forward and backward',
      run: many(() => {
        tracked.mul(plain).backward(seed)
        tracked.grad = null
      }),
    },
  ])
  const rows = [...times].map(([name, milliseconds]) => ({ name, grad128: milliseconds }))
  return { title: 'An operation on 16 elements', unit: 'µs', rows }
}
