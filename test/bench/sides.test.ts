import { describe, expect, it } from 'vitest'
import { differenceOf } from '../../bench/harness/compare-results.mjs'
import { makeTask } from '../../bench/harness/side.mjs'
import { open as openGrad128 } from '../../bench/sides/grad128.mjs'
import { open as openPureJs } from '../../bench/sides/pure-js.mjs'
import { subjects } from '../../bench/subjects/index.mjs'

const [grad128, pureJs] = [openGrad128(), openPureJs()]

describe.each(subjects.map((subject) => [subject.name, subject] as const))('subject %s', (_, subject) => {
  it.each(subject.tiny.map((row) => [row.name, row]))(
    '%s: grad128 computes what pure JavaScript computes',
    async (_, row) => {
      const inputs = subject.inputs(row)
      const [own, pure] = [grad128, pureJs].map((side) => makeTask(side, subject.kind, row, inputs))
      if (own === undefined || 'cannot' in own) throw new Error('grad128 must be able to do everything')
      const actual = await own.result()
      expect(actual.length).toBeGreaterThan(0)
      if (pure !== undefined && 'result' in pure) {
        expect(differenceOf(actual, await pure.result())).toBeUndefined()
        await pure.run()
      } else {
        // What it cannot do is the same product, recorded or left to the collector.
        expect(subject.name).toBe('small-op')
        const product = inputs.x!.map((value, i) => value * inputs.y![i]!)
        expect(differenceOf(actual, product)).toBeUndefined()
      }
      for (let i = 0; i < 3; i++) await own.run()
    },
  )

  it('has inputs that are the same in each process', () => {
    const [row] = subject.tiny
    expect(subject.inputs(row)).toEqual(subject.inputs(row))
  })
})

describe('makeTask', () => {
  it('does not let a side be silent', () => {
    expect(() => makeTask(grad128, 'fourierTransform', {}, {})).toThrow(/says nothing about 'fourierTransform'/)
  })
})
