import type { Tensor } from 'grad128'
import { describe, expect, test } from 'vitest'
import { expectClose } from '../fixtures/expect-close.js'
import { type Precision, precisions } from '../fixtures/precision.js'
import { isRef, type Ref, read } from '../fixtures/read.js'

type Options = Record<string, unknown>
type Step = '1' | '2' | '20'

interface Case {
  name: string
  optimizer: string
  options: Options
  /** Groups name their parameters by index; without groups, both are in the only one. */
  groups?: (Options & { params: number[] })[]
  /** Index of a parameter → the steps in which it has no gradient. */
  absent?: Record<string, number[]>
  parameters: Record<Step, Ref[]>
  states: Record<'2' | '20', State>
}

interface State {
  state: Record<string, Record<string, Ref | number | null>>
  param_groups: Options[]
}

interface Optimizer {
  step(): void
  stateDict(): { state: Record<string, Record<string, Tensor | number | null>>; param_groups: Options[] }
  loadStateDict(dict: unknown): void
}

const fixture = read<{ initial: Ref[]; gradients: Ref[][]; cases: Case[] }>('optim')

/** Which implementation torch is to pick, and how it tells AdamW's decay from Adam's: nothing that has a value here. */
const torchOnly = ['foreach', 'fused', 'capturable', 'differentiable', 'decoupled_weight_decay']

for (const precision of precisions) {
  describe(`optimizers on ${precision.name}`, () => {
    for (const one of fixture.cases) {
      test(`${one.name}: parameters and state`, () => {
        const run = new Run(one, precision, fixture.initial)
        for (let step = 1; step <= fixture.gradients.length; step++) {
          run.step(step)
          if (step === 1 || step === 2 || step === 20) run.expectParameters(`${step}`)
        }
        run.expectState(one.states[20])
      })

      test(`${one.name}: goes on from torch's state after step 2`, () => {
        const run = new Run(one, precision, one.parameters[2])
        run.load(one.states[2])
        for (let step = 3; step <= fixture.gradients.length; step++) run.step(step)
        run.expectParameters('20')
        run.expectState(one.states[20])
      })
    }
  })
}

/** An optimizer and its parameters. */
class Run {
  readonly parameters: Tensor[]
  readonly optimizer: Optimizer

  constructor(
    readonly one: Case,
    readonly precision: Precision,
    start: Ref[],
  ) {
    this.parameters = start.map((ref) => this.make(ref, true))
    const groups = one.groups?.map((group) => ({ ...group, params: group.params.map((i) => this.parameters[i]) }))
    const classes = precision.library.optim as unknown as Record<string, new (...args: unknown[]) => Optimizer>
    const Chosen = classes[one.optimizer]
    if (Chosen === undefined) expect.fail(`there is no optim.${one.optimizer}`)
    // Without options torch's defaults hold, and so the argument is left out.
    const options = Object.keys(one.options).length > 0 ? [one.options] : []
    this.optimizer = new Chosen(groups ?? this.parameters, ...options)
  }

  make(ref: Ref, requiresGrad = false): Tensor {
    const { shape, values } = fixture.stored(ref)
    return this.precision.library.tensor(values, { shape, requiresGrad })
  }

  step(step: number): void {
    for (const [i, parameter] of this.parameters.entries()) {
      const absent = this.one.absent?.[i]?.includes(step) ?? false
      parameter.grad = absent ? null : this.make(fixture.gradients[step - 1]?.[i] as Ref)
    }
    this.optimizer.step()
  }

  load({ state, param_groups }: State): void {
    const entries = Object.entries(state).map(([index, values]) => {
      const made = Object.entries(values).map(([key, value]) => [key, isRef(value) ? this.make(value) : value])
      return [index, Object.fromEntries(made)]
    })
    const groups = param_groups.map((group) =>
      Object.fromEntries(Object.entries(group).filter(([key]) => !torchOnly.includes(key))),
    )
    this.optimizer.loadStateDict({ state: Object.fromEntries(entries), param_groups: groups })
  }

  expectParameters(step: Step): void {
    const { forward, float } = this.precision
    for (const [i, expected] of this.one.parameters[step].entries()) {
      const what = `parameter ${i} after step ${step}`
      expectClose(this.parameters[i] as Tensor, fixture.stored(expected), forward, float, what)
    }
  }

  expectState(expected: State): void {
    const { forward, float } = this.precision
    const actual = this.optimizer.stateDict()
    expect(Object.keys(actual.state)).toEqual(Object.keys(expected.state))
    for (const [index, values] of Object.entries(expected.state)) {
      const own = actual.state[index] ?? {}
      expect(Object.keys(own).sort(), `state of parameter ${index}`).toEqual(Object.keys(values).sort())
      for (const [key, value] of Object.entries(values)) {
        const what = `${key} of parameter ${index}`
        const found = own[key]
        if (isRef(value)) expectClose(found as Tensor, fixture.stored(value), forward, float, what)
        else expect(typeof found === 'object' && found !== null ? found.item() : found, what).toBe(value)
      }
    }
    expect(actual.param_groups.length).toBe(expected.param_groups.length)
    for (const [i, group] of expected.param_groups.entries()) {
      for (const [key, value] of Object.entries(group)) {
        if (!torchOnly.includes(key)) expect(actual.param_groups[i]?.[key], `${key} of group ${i}`).toEqual(value)
      }
    }
  }
}
