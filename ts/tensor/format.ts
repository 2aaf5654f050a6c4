import { data } from './read.js'
import { show } from './shape.js'
import type { Tensor } from './tensor.js'

const DIGITS = 4
/** Beyond this many elements only the ends of each dimension are shown. */
const SUMMARISE_FROM = 1000
const EDGE = 3

/** The tensor as text, as torch prints it: nested rows, aligned columns, long dimensions shortened. */
export function format(t: Tensor): string {
  const facts = [`shape=${show(t.shape)}`, `dtype=${t.dtype}`]
  if (t.tracked) facts.push(t.producer === null ? 'requiresGrad' : `from ${t.origin}`)
  if (t.release !== null) return `Tensor(released, ${facts.join(', ')})`
  const elements = data(t)
  const edge = t.size > SUMMARISE_FROM ? EDGE : Number.POSITIVE_INFINITY
  const texts = new Map<number, string>()
  const visit = (dim: number, offset: number, stride: number): void => {
    if (dim === t.shape.length) {
      texts.set(offset, numberText(elements[offset] as number, t.dtype))
      return
    }
    const length = t.shape[dim] as number
    for (const i of shown(length, edge)) if (i >= 0) visit(dim + 1, offset + i * (stride / length), stride / length)
  }
  visit(0, 0, t.size)
  const width = Math.max(0, ...Array.from(texts.values(), (text) => text.length))
  const build = (dim: number, offset: number, stride: number, indent: string): string => {
    if (dim === t.shape.length) return (texts.get(offset) as string).padStart(width)
    const length = t.shape[dim] as number
    const parts = shown(length, edge).map((i) =>
      i < 0 ? '…' : build(dim + 1, offset + i * (stride / length), stride / length, `${indent} `),
    )
    const inner = dim === t.shape.length - 1
    return `[${parts.join(inner ? ', ' : `,\n${'\n'.repeat(t.shape.length - dim - 2)}${indent} `)}]`
  }
  const body = t.size === 0 ? '[]' : build(0, 0, t.size, ' '.repeat('Tensor('.length))
  return `Tensor(${body}, ${facts.join(', ')})`
}

/** Indices to show; −1 stands for those left out. */
function shown(length: number, edge: number): number[] {
  if (length <= 2 * edge) return Array.from({ length }, (_, i) => i)
  const head = Array.from({ length: edge }, (_, i) => i)
  return [...head, -1, ...head.map((i) => length - edge + i)]
}

function numberText(value: number, dtype: string): string {
  if (dtype === 'bool') return value === 0 ? 'false' : 'true'
  if (dtype === 'int32' || !Number.isFinite(value)) return String(value)
  const magnitude = Math.abs(value)
  return value !== 0 && (magnitude >= 1e5 || magnitude < 1e-4) ? value.toExponential(DIGITS) : value.toFixed(DIGITS)
}
