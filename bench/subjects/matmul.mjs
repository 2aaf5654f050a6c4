import { matmul, randn, scope } from 'grad128'
import { inTurns } from '../measure.mjs'
import { multiplyTransposed } from '../pure-js/multiply-transposed.mjs'

/** Rows, columns, inner size; the right operand transposed as in a layer, or the left one as in its weights' gradient. */
const products = [
  { name: '512×512×512', m: 512, n: 512, k: 512 },
  { name: '509×509×509', m: 509, n: 509, k: 509 },
  { name: '64×128×784, x·Wᵀ', m: 64, n: 128, k: 784, transposed: 'right' },
  { name: '784×128×64, xᵀ·dy', m: 784, n: 128, k: 64, transposed: 'left' },
]

/** Matrix products, in GFLOP/s. */
export function matmulSubject() {
  const shares = []
  const rows = products.map(({ name, m, n, k, transposed }) => {
    const left = transposed === 'left' ? randn([k, m]) : randn([m, k])
    const right = transposed === 'right' ? randn([n, k]) : randn([k, n])
    const [a, b] = [
      transposed === 'left' ? left.transpose(0, 1) : left,
      transposed === 'right' ? right.transpose(0, 1) : right,
    ]
    // The pure side always gets its operands in the order that suits it best, in double precision as it likes them.
    const rowsOfA = Float64Array.from(a.clone().data())
    const columnsOfB = Float64Array.from(b.transpose(0, 1).clone().data())
    const product = new Float64Array(m * n)
    const { times, share } = inTurns([
      { name: 'grad128', run: () => scope(() => void matmul(a, b)) },
      { name: 'pure', run: () => multiplyTransposed(rowsOfA, columnsOfB, product, m, n, k) },
    ])
    shares.push(share)
    const speed = (side) => (2 * m * n * k) / times.get(side) / 1e6
    return { name, grad128: speed('grad128'), pure: speed('pure'), ratio: speed('grad128') / speed('pure') }
  })
  return { title: 'Matrix product', unit: 'GFLOP/s', rows, share: Math.min(...shares) }
}
