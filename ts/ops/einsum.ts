import { ShapeError, ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { composite } from '../tensor/lifetime.js'
import { listed, type Shape, show, sizeOf } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'
import { diagonal } from './diagonal.js'
import { expand } from './expand.js'
import { matmul } from './matmul.js'
import { sum } from './reduction.js'
import { reshape } from './reshape.js'
import { permute } from './transpose.js'

/** An operand whose dimensions have names. */
interface Named {
  t: Tensor
  names: string
}

/**
 * Sums of products by index names: `einsum('ij,jk->ik', a, b)` is a matrix product. Names that the result lacks are
 * summed over; a name twice in one operand takes the diagonal; `...` stands for further dimensions; sizes of 1
 * broadcast; without an arrow the result has the names that occur once, in alphabetical order. From left to right, two
 * operands at a time, as matrix products. Same as torch.einsum, but whole numbers give real ones.
 *
 * @throws ValueError for an equation that cannot be read, ShapeError when sizes of a name differ
 */
export function einsum(equation: string, ...tensors: readonly (Tensor | readonly Tensor[])[]): Tensor {
  if (typeof equation !== 'string')
    throw new TypeError(`einsum: expected the equation as a string, got ${nameOf(equation)}`)
  const operands = tensors.flat() as Tensor[]
  if (operands.length === 0) throw new ValueError('einsum', { expected: 'at least one operand', got: 'none' })
  for (const [i, t] of operands.entries()) assertTensor('einsum', t, `operand ${i}`)
  const { inputs, output } = parse(equation, operands)
  const sizes = sizesOf(equation, inputs, operands)
  return composite(() => {
    const named = inputs.map((names, i) => withDiagonals({ t: operands[i] as Tensor, names }))
    const rest = named.slice(1)
    let left = named[0] as Named
    for (let i = 0; i < rest.length; i++) {
      const later =
        output +
        rest
          .slice(i + 1)
          .map(({ names }) => names)
          .join('')
      left = contract(left, rest[i] as Named, later, sizes)
    }
    return arranged(reduced(left, output), output, sizes)
  })
}

/** Two operands into one: names that neither the result nor a later operand wants are summed over. */
function contract(a: Named, b: Named, wanted: string, sizes: ReadonlyMap<string, number>): Named {
  const left = reduced(a, wanted + b.names)
  const right = reduced(b, wanted + a.names)
  const shared = [...left.names].filter((name) => right.names.includes(name))
  const batch = shared.filter((name) => wanted.includes(name)).join('')
  const summed = shared.filter((name) => !wanted.includes(name)).join('')
  const rows = [...left.names].filter((name) => !right.names.includes(name)).join('')
  const columns = [...right.names].filter((name) => !left.names.includes(name)).join('')
  const x = stretched(arrange(left, batch + rows + summed), batch + rows + summed, sizes, batch + summed)
  const y = stretched(arrange(right, batch + summed + columns), batch + summed + columns, sizes, batch + summed)
  const inner = batch.length + rows.length
  const outer = x.shape.slice(0, batch.length)
  const kept = x.shape.slice(batch.length, inner)
  const added = y.shape.slice(batch.length + summed.length)
  const shape = [...outer, ...kept, ...added]
  sizeOf('einsum', shape)
  const [stack, m, k, n] = [outer, kept, x.shape.slice(inner), added].map(countOf) as [number, number, number, number]
  const product = matmul(reshape(x, [stack, m, k]), reshape(y, [stack, k, n]))
  return { t: reshape(product, shape), names: batch + rows + columns }
}

const countOf = (sizes: Shape) => sizes.reduce((product, size) => product * size, 1)

/** Summed over every name that is not wanted. */
function reduced({ t, names }: Named, wanted: string): Named {
  const dims = [...names].flatMap((name, d) => (wanted.includes(name) ? [] : [d]))
  if (dims.length === 0) return { t, names }
  return { t: sum(t, { dim: dims }), names: [...names].filter((name) => wanted.includes(name)).join('') }
}

function arrange({ t, names }: Named, order: string): Tensor {
  return names === order
    ? t
    : permute(
        t,
        [...order].map((name) => names.indexOf(name)),
      )
}

function arranged(named: Named, output: string, sizes: ReadonlyMap<string, number>): Tensor {
  return stretched(arrange(named, output), output, sizes, output)
}

/** Sizes of 1 that broadcast are repeated where the product needs equal sizes. */
function stretched(t: Tensor, names: string, sizes: ReadonlyMap<string, number>, which: string): Tensor {
  const shape = t.shape.map((size, d) =>
    which.includes(names[d] as string) ? (sizes.get(names[d] as string) as number) : size,
  )
  return show(shape) === show(t.shape) ? t : expand(t, shape)
}

/** A name that stands twice in one operand: its diagonal. */
function withDiagonals({ t, names }: Named): Named {
  for (let i = 0; i < names.length; i++) {
    const j = names.indexOf(names[i] as string, i + 1)
    if (j < 0) continue
    const rest = [...names].filter((_, d) => d !== i && d !== j).join('')
    return withDiagonals({ t: diagonal(t, { dim1: i, dim2: j }), names: rest + names[i] })
  }
  return { t, names }
}

/** Names for the dimensions behind an ellipsis, counted from the last. */
const ELLIPSIS_NAMES = '01234567'

function parse(equation: string, operands: readonly Tensor[]): { inputs: string[]; output: string } {
  const text = equation.replaceAll(' ', '')
  const [left, right, ...more] = text.split('->')
  const terms = (left ?? '').split(',')
  if (more.length > 0) throw unreadable(equation, "one arrow '->' at most")
  if (terms.length !== operands.length) {
    throw unreadable(equation, `${operands.length} terms between commas, one for each operand`)
  }
  let widest = 0
  const spell = (term: string, rank: number | undefined) => {
    const [before, after, ...rest] = term.split('...')
    const letters = (before ?? '') + (after ?? '')
    if (!/^[A-Za-z]*$/.test(letters) || rest.length > 0)
      throw unreadable(equation, "letters, and at most one '...', in each term")
    const hidden = after === undefined ? 0 : rank === undefined ? widest : rank - letters.length
    if (hidden < 0 || (rank !== undefined && hidden + letters.length !== rank)) {
      throw unreadable(equation, `a name for each of ${rank} dimensions in '${term}'`)
    }
    if (rank !== undefined) widest = Math.max(widest, hidden)
    return (before ?? '') + ELLIPSIS_NAMES.slice(0, hidden).split('').reverse().join('') + (after ?? '')
  }
  const inputs = terms.map((term, i) => spell(term, (operands[i] as Tensor).ndim))
  const all = inputs.join('')
  if (right === undefined) {
    const once = [...new Set(all)].filter(
      (name) => /[A-Za-z]/.test(name) && all.indexOf(name) === all.lastIndexOf(name),
    )
    return { inputs, output: ELLIPSIS_NAMES.slice(0, widest).split('').reverse().join('') + once.sort().join('') }
  }
  const output = spell(right, undefined)
  if (new Set(output).size !== output.length) throw unreadable(equation, 'each name once in the result')
  const unknown = [...output].find((name) => !all.includes(name))
  if (unknown !== undefined)
    throw unreadable(equation, `names in the result that an operand has, which '${unknown}' is not`)
  return { inputs, output }
}

function unreadable(equation: string, expected: string): ValueError {
  return new ValueError('einsum', { expected, got: `'${equation}'` })
}

/** The size of each name: sizes of 1 broadcast, but a name that stands twice in one operand has one size there. */
function sizesOf(equation: string, inputs: readonly string[], operands: readonly Tensor[]): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const [i, names] of inputs.entries()) {
    const { shape } = operands[i] as Tensor
    for (const [d, name] of [...names].entries()) {
      const size = shape[d] as number
      const before = sizes.get(name) ?? 1
      const own = shape[names.indexOf(name)] as number
      if (own !== size || (before !== size && before !== 1 && size !== 1)) {
        const place = ELLIPSIS_NAMES.includes(name) ? 'a dimension of ...' : `'${name}'`
        throw new ShapeError('einsum', {
          expected: `one size for ${place} in '${equation}'`,
          got: `${own === size ? before : own} and ${size} in ${listed(operands.map((t) => show(t.shape)))}`,
        })
      }
      sizes.set(name, before === 1 ? size : before)
    }
  }
  return sizes
}
