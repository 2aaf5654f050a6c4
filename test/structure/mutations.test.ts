import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { snippetFaults } from '../../scripts/mutate/snippets.mjs'
import { type Mutation, mutations } from '../mutations/mutations.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const sound = { name: 'it', file: 'LICENSE', find: 'MIT License', replace: 'MIT Licence', bug: '' }

/** Faults of a list of mutations that differ from a sound one. */
const faultsOf = (...changes: Partial<Mutation>[]) =>
  snippetFaults(
    root,
    changes.map((change) => ({ ...sound, ...change })),
  )

describe('the list of seeded bugs', () => {
  test('is true: each snippet stands once in its file and is replaced by another', () => {
    expect(mutations.length).toBeGreaterThanOrEqual(36)
    expect(snippetFaults(root, mutations)).toEqual([])
  })

  test('would be refused otherwise', () => {
    expect(faultsOf({})).toEqual([])
    expect(faultsOf({ find: 'the' })).toEqual([expect.stringMatching(/^it replaces what occurs \d+ times in LICENSE$/)])
    expect(faultsOf({ find: 'GNU' })).toEqual(['it replaces what occurs 0 times in LICENSE'])
    expect(faultsOf({ replace: 'MIT License' })).toEqual(['it replaces by the same'])
    expect(faultsOf({ file: 'ts/gone.ts' })).toEqual(['it is in ts/gone.ts, which is not there'])
    expect(faultsOf({}, {})).toEqual(['it has a name that another one has'])
  })
})
