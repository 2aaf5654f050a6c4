import { readFileSync } from 'node:fs'
import * as grad128 from 'grad128'
import { nn, Tensor } from 'grad128'
import { describe, expect, test } from 'vitest'
import { sentencesOf } from '../../scripts/ops-table/sentences.mjs'
import { makesTensors, operations, withTables } from '../../scripts/ops-table.mjs'

const document = readFileSync(new URL('../../docs/ops.md', import.meta.url), 'utf8')
const found = operations()

/** What the first two columns of the tables call things: `add(`, `nn.functional.relu(`, `.add(`, `.shape`. */
const listed = new Set(
  [...document.matchAll(/^\| \[?`([\w.]+)[^|]*(?:\| `(\.\w+))?/gm)].flatMap(([, name, method]) => [
    name,
    method ?? name,
  ]),
)

const functionsOf = (module: object, space: string) =>
  Object.entries(module)
    // Names that begin with a capital are classes.
    .filter(([name, value]) => typeof value === 'function' && /^[a-z]/.test(name))
    .map(([name]) => space + name)

describe('docs/ops.md', () => {
  test('has the tables that `npm run docs:ops` writes', () => {
    expect(withTables(document, found)).toBe(document)
  })

  test('lists every exported function', () => {
    const exported = functionsOf(grad128, '')
    expect(exported.length).toBeGreaterThan(130)
    expect(exported.filter((name) => !listed.has(name))).toEqual([])
    // Some are operations of grad128 too, and stand under that name.
    const functional = functionsOf(nn.functional, 'nn.functional.')
    expect(functional.filter((name) => !listed.has(name) && !listed.has(name.split('.').at(-1)))).toEqual([])
  })

  test('lists every member of Tensor', () => {
    const members = [...Object.getOwnPropertyNames(Tensor.prototype), ...['shape', 'dtype', 'size']]
    expect(members.length).toBeGreaterThan(110)
    expect(members.filter((name) => name !== 'constructor' && !listed.has(`.${name}`))).toEqual([])
  })
})

describe('the documentation comments', () => {
  const documented = [
    ...found.functions.filter(makesTensors),
    ...found.members.filter(({ parameters }) => parameters !== undefined),
  ]

  test('say of every operation and method what it computes, and what torch has', () => {
    const silent = documented.filter(({ text }) => {
      const { first, torch } = sentencesOf(text)
      return first === '' || torch === ''
    })
    expect(silent.map(({ name }) => name)).toEqual([])
  })

  test('are read sentence by sentence', () => {
    const text = 'y = a + b, see torch.nn. Same as torch.add, but `value` is missing. Shapes broadcast.'
    expect(sentencesOf(text)).toEqual({
      first: 'y = a + b, see torch.nn',
      torch: '`torch.add`, but `value` is missing',
    })
    expect(sentencesOf('No torch equivalent.')).toEqual({ first: '', torch: 'none' })
    expect(sentencesOf('Same distribution as torch.rand.').torch).toBe('distribution of `torch.rand`')
    expect(sentencesOf('Unlike anything. Same as before.').torch).toBe('')
  })
})

describe('the calls', () => {
  const seen = new Map(
    found.functions.map((one) => [one.space + one.name, 'observed' in one ? one.observed : undefined]),
  )

  test('succeed for every operation', () => {
    const uncalled = found.functions.filter((one) => makesTensors(one) && one.space === '' && !seen.get(one.name))
    expect(uncalled.map(({ name }) => name)).toEqual([])
  })

  test('see which operands are recorded, and where the derivative is 0', () => {
    const facts = (name: string) => [seen.get(name)?.recorded, seen.get(name)?.hasSlope]
    expect(facts('where')).toEqual([['a', 'b'], true])
    expect(facts('maskedFill')).toEqual([['self'], true])
    expect(facts('floor')).toEqual([['self'], false])
    expect(facts('eq')).toEqual([[], false])
  })

  test('see which types are taken and given', () => {
    const types = (name: string) =>
      seen.get(name)?.accepted.map(({ inputs, outputs }) => [...Object.values(inputs), ...outputs].join(' '))
    expect(types('gather')).toEqual(['float32 int32 float32', 'int32 int32 int32', 'bool int32 bool'])
    expect(types('sort')).toEqual(['float32 float32 int32', 'int32 int32 int32', 'bool bool int32'])
    expect(types('linear')).toEqual(['float32 float32 float32 float32'])
  })
})
