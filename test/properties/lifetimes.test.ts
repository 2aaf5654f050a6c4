import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Library, precisions } from '../fixtures/precision.js'
import { quarters } from './arbitraries.js'
import { at, build, type Numbers, toTensor } from './array.js'
import { holds } from './holds.js'

type Tensor = ReturnType<Library['tensor']>

/** Something that can be done with tensors; numbers choose which, and what with. */
type Action =
  | {
      kind: 'make' | 'compute' | 'reshape' | 'flip' | 'exchange' | 'detach' | 'clone' | 'select' | 'read'
      which: number
      n: number
    }
  | { kind: 'dispose' | 'keep' | 'copyFrom' | 'multiply'; which: number; n: number }
  | { kind: 'scope'; inner: Action[]; returned: number[]; fails: boolean }

const plain = [
  'make',
  'compute',
  'reshape',
  'flip',
  'exchange',
  'exchange',
  'detach',
  'clone',
  'select',
  'read',
] as const
const others = ['dispose', 'keep', 'copyFrom', 'copyFrom', 'copyFrom', 'multiply'] as const
// Counted from the latest, so that most actions concern what the last ones made.
const which = fc.oneof({ weight: 4, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(40) })
const { actions } = fc.letrec<{ actions: Action[]; action: Action }>((tie) => {
  const simple = fc.record({ kind: fc.constantFrom(...plain, ...others), which, n: fc.nat(1000) })
  const scope = fc.record({
    kind: fc.constant('scope' as const),
    inner: tie('actions'),
    returned: fc.array(fc.nat(20), { maxLength: 2 }),
    fails: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
  })
  return {
    action: fc.oneof({ maxDepth: 2 }, { weight: 9, arbitrary: simple }, { weight: 1, arbitrary: scope }),
    actions: fc.array(tie('action'), { minLength: 1, maxLength: 30 }),
  }
})

/** The elements that several tensors share, as the model has them. */
interface Cell {
  values: Float64Array<ArrayBuffer>
}

/** A tensor, and what it must hold: a function of the elements that it shares with others. */
interface Entry {
  t: Tensor
  cell: Cell
  /** From the shared elements to the tensor's own. */
  view: (values: Float64Array<ArrayBuffer>) => Numbers
  /** Whether it may be written to: the transposition of another tensor may not. */
  writable: boolean
  kept?: boolean
}

const SHAPES = [[2, 3], [3, 2], [2, 2, 3], [6], [2, 3], [1, 6], [3, 2, 1], [], [0, 3]]
const swap = (list: readonly number[]) => [...list.slice(0, -2), ...list.slice(-2).reverse()]
const exchanged = (x: Numbers) => build(swap(x.shape), (index) => at(x, swap(index)))

class Model {
  entries: Entry[] = []

  constructor(readonly library: Library) {}

  run(actions: readonly Action[]): void {
    for (const action of actions) {
      if (action.kind === 'scope') this.scope(action)
      else if (action.kind === 'make' || this.entries.length === 0) this.make(action.n)
      else this.act(action.kind, this.entries.at(-1 - (action.which % this.entries.length)) as Entry, action.n)
    }
  }

  numbersOf({ view, cell }: Entry): Numbers {
    return view(cell.values)
  }

  make(n: number): void {
    const x = quarters(SHAPES[n % SHAPES.length] as number[], n)
    this.own(toTensor(this.library, x), x)
  }

  /** A tensor with elements of its own. */
  own(t: Tensor, { shape, values }: Numbers): void {
    this.entries.push({ t, cell: { values }, view: (shared) => ({ shape, values: shared }), writable: true })
  }

  act(kind: (typeof plain)[number] | (typeof others)[number], entry: Entry, n: number): void {
    const { t } = entry
    const x = this.numbersOf(entry)
    const { shape, values } = x
    if (kind === 'compute') this.own(t.mul(2), { shape, values: values.map((v) => 2 * v) })
    if (kind === 'multiply') {
      const sums = build(shape.slice(0, -1), (index) => {
        let sum = 0
        for (let i = 0; i < (shape.at(-1) as number); i++) sum += at(x, [...index, i])
        return sum
      })
      if (shape.length > 0)
        this.own(
          this.library.scope(() => t.matmul(this.library.ones([shape.at(-1) as number]))),
          sums,
        )
    }
    if (kind === 'clone') this.own(t.clone(), { shape, values: values.slice() })
    if (kind === 'flip')
      this.own(t.flip([...shape.keys()]), { shape, values: values.toReversed() as Numbers['values'] })
    if (kind === 'select' && (shape[0] ?? 0) > 0) {
      const i = n % (shape[0] as number)
      this.own(
        t.select(0, i),
        build(shape.slice(1), (index) => at(x, [i, ...index])),
      )
    }
    if (kind === 'reshape')
      this.share(entry, t.reshape([values.length]), (y) => ({ shape: [values.length], values: y.values }))
    if (kind === 'detach') this.share(entry, t.detach(), (y) => y)
    if (kind === 'exchange' && shape.length > 1) this.exchange(entry)
    if (kind === 'read') this.verify(entry)
    if (kind === 'keep') entry.kept = this.library.keep(t) === t
    if (kind === 'dispose') {
      t.dispose()
      this.entries = this.entries.filter((other) => other !== entry)
    }
    if (kind === 'copyFrom') this.copy(entry, n)
  }

  /** A twin in the same memory. What was not carried out yet, an exchange of dimensions, is carried out for it. */
  share(entry: Entry, t: Tensor, reshape: (x: Numbers) => Numbers): void {
    const { view } = entry
    if (entry.writable) this.entries.push({ ...entry, t, kept: false, view: (values) => reshape(view(values)) })
    else this.own(t, reshape(this.numbersOf(entry)))
  }

  /** Shows the other's elements for as long as that one lives, unless it is such a tensor itself: then it is a copy. */
  exchange(entry: Entry): void {
    const t = entry.t.transpose(-1, -2)
    const x = this.numbersOf(entry)
    // Where all but one size are 1, exchanging moves nothing: the two share their elements.
    const moves = x.shape.slice(-2).every((size) => size !== 1)
    if (!moves) this.share(entry, t, exchanged)
    else if (entry.writable)
      this.entries.push({ t, cell: entry.cell, view: (values) => exchanged(entry.view(values)), writable: false })
    else this.own(t, exchanged(x))
  }

  copy({ t, cell, writable, view }: Entry, n: number): void {
    const { shape } = view(cell.values)
    const source = quarters(shape, n)
    if (!writable) {
      expect(() => t.copyFrom(source.values)).toThrow(this.library.ValueError)
      return
    }
    t.copyFrom(n % 2 === 0 ? source.values : toTensor(this.library, source))
    // A writable tensor has the shared elements in their own order.
    cell.values = source.values
  }

  /** What was made inside is released, but for what was returned, which belongs to the scope around, and what was kept. */
  scope({ inner, returned, fails }: Extract<Action, { kind: 'scope' }>): void {
    const before = new Set(this.entries)
    const survivors = new Set<Entry>()
    const failure = new Error('inside')
    try {
      this.library.scope(() => {
        this.run(inner)
        if (fails) throw failure
        const { entries } = this
        if (entries.length > 0) for (const i of returned) survivors.add(entries[i % entries.length] as Entry)
        return { deep: [...survivors].map(({ t }) => t) }
      })
    } catch (error) {
      if (error !== failure) throw error
    }
    const released = this.entries.filter((one) => !before.has(one) && !survivors.has(one) && one.kept !== true)
    for (const { t } of released) expect(() => t.data()).toThrow(this.library.DisposedError)
    this.entries = this.entries.filter((one) => !released.includes(one))
  }

  verify(entry: Entry): void {
    const { shape, values } = this.numbersOf(entry)
    expect(entry.t.shape).toEqual(shape)
    expect(Array.from(entry.t.data(), Number)).toEqual(Array.from(values))
  }
}

describe.each(precisions)('on $name', ({ library }) => {
  test('whatever is shared, written, released and kept in whatever order, the others stay what they are', () => {
    holds(250, [actions], (list) => {
      library.tensor([1]).add(1).dispose()
      const before = library.memory().liveTensors
      const model = new Model(library)
      model.run(list)
      for (const entry of model.entries) model.verify(entry)
      for (const { t } of model.entries) t.dispose()
      expect(library.memory().liveTensors).toBe(before)
    })
  })
})
