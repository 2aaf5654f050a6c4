import { memory, Tensor } from 'grad128'
import { describe, expect, test } from 'vitest'
import { type Precision, precisions } from '../fixtures/precision.js'
import { type Ref, read } from '../fixtures/read.js'
import { type Case, type CaseFixture, formsOf, Inputs } from '../fixtures/walk.js'

const NAMES = ['arithmetic', 'statistic', 'cumulative', 'sorting', 'indexing', 'joining', 'matrix', 'elementwise']
NAMES.push('reduction', 'matmul', 'view', 'activation', 'loss', 'linear')

/** Inputs in linear memory, where whoever still refers to one is seen: what is merely cached is not counted. */
class ResidentInputs extends Inputs {
  readonly made: Tensor[] = []

  override make(ref: Ref): Tensor {
    const t = super.make(ref, false).clone()
    this.made.push(t)
    return t
  }

  override args(): unknown[] {
    const args = super.args()
    this.made.push(...tensorsIn(args))
    return args
  }
}

function tensorsIn(value: unknown): Tensor[] {
  if (value instanceof Tensor) return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(tensorsIn) : []
}

const [precision] = precisions as [Precision]

/** Runs a case outside of any scope and counts what is there once its inputs and results are disposed of. */
function leftBy(fixture: CaseFixture, one: Case): number[] {
  return formsOf(one, precision).map((form) => {
    const inputs = new ResidentInputs(fixture, one, precision)
    const before = memory().liveTensors
    const results = tensorsIn(form.run(inputs))
    for (const t of [...results, ...inputs.made]) t.dispose()
    return memory().liveTensors - before
  })
}

describe.each(NAMES)('%s', (name) => {
  const fixture: CaseFixture = read(name)
  const calls = fixture.cases.filter(({ call }) => call !== 'module')
  const ops = [...new Set(calls.map(({ op }) => op))]

  test.each(ops)('%s leaves nothing but its results', (op) => {
    for (const one of calls.filter((call) => call.op === op))
      expect(leftBy(fixture, one), one.name).toEqual(formsOf(one, precision).map(() => 0))
  })
})
