import { describe, expect, test } from 'vitest'
import { expectClose } from '../fixtures/expect-close.js'
import { type Library, type Precision, precisions } from '../fixtures/precision.js'
import { type Ref, read } from '../fixtures/read.js'
import { walk } from '../fixtures/walk.js'

walk('normalization')

interface Step {
  training: boolean
  x: Ref
  gradOutput: Ref
  output: Ref
  /** By name, the input's as x. */
  gradients: Record<string, Ref>
  /** What the state dict holds afterwards. */
  state: Record<string, Ref>
}

interface Sequence {
  name: string
  module: { type: Kind; args: unknown[] }
  state: Record<string, Ref>
  steps: Step[]
}

type Kind = 'BatchNorm1d' | 'BatchNorm2d' | 'InstanceNorm1d' | 'InstanceNorm2d'
type Layer = InstanceType<Library['nn'][Kind]>

const running = read<{ cases: Sequence[] }>('running')

for (const precision of precisions) {
  describe(`running statistics on ${precision.name}`, () => {
    for (const sequence of running.cases) {
      test(sequence.name, () => {
        const layer = build(sequence, precision)
        for (const [i, step] of sequence.steps.entries()) compare(layer, step, precision, `step ${i}`)
      })
    }
  })
}

function made({ library }: Precision, ref: Ref, requiresGrad = false) {
  const { kind, shape, values } = running.stored(ref)
  return library.tensor(kind === 'bool' ? Array.from(values) : values, { shape, requiresGrad })
}

function build({ module, state }: Sequence, precision: Precision): Layer {
  const Class = precision.library.nn[module.type] as unknown as new (...args: unknown[]) => Layer
  const layer = new Class(...module.args)
  const values = Object.entries(state).map(([key, ref]) => [key, made(precision, ref)] as const)
  layer.loadStateDict(Object.fromEntries(values), { strict: false })
  return layer
}

function compare(layer: Layer, step: Step, precision: Precision, what: string): void {
  const { float, forward, backward } = precision
  layer.train(step.training)
  layer.zeroGrad()
  const x = made(precision, step.x, true)
  const y = layer.forward(x)
  expectClose(y, running.stored(step.output), forward, float, `${what}, output`)
  y.backward(made(precision, step.gradOutput))
  const leaves = new Map([['x', x], ...layer.namedParameters()])
  expect([...leaves.keys()]).toEqual(Object.keys(step.gradients))
  for (const [name, ref] of Object.entries(step.gradients)) {
    const { grad } = leaves.get(name) ?? expect.fail(`there is no ${name}`)
    if (grad === null) expect.fail(`no gradient reached ${name}`)
    expectClose(grad, running.stored(ref), backward, float, `${what}, gradient of ${name}`)
  }
  const state = layer.stateDict()
  expect(Object.keys(state)).toEqual(Object.keys(step.state))
  for (const [key, ref] of Object.entries(step.state)) {
    expectClose(state[key] ?? expect.fail(key), running.stored(ref), forward, float, `${what}, ${key}`)
  }
}
