import { describe, expect, test } from 'vitest'
import { functionTexts, innermostLoops } from './wasm-text.js'

/** Whatever has a formula of its own in crates/kernels/src/elementwise, and is called once an element. */
const unary =
  'abs neg sign square sqrt rsqrt reciprocal exp expm1 log log1p sin cos tan atan tanh sigmoid erf floor ceil round trunc'
const activation = 'relu leaky_relu clamp elu silu gelu gelu_tanh softplus'
const differentiable = `${unary.replace(/ floor .*| neg| sign| exp\b/g, '')} ${activation}`
const steps = 'lstm_step lstm_step_backward gru_step gru_step_backward rnn_step rnn_step_backward'
const names = [
  ...`${unary} ${activation} ${steps}`.split(' '),
  ...`${differentiable} hardtanh`.split(' ').map((name) => `${name}_backward`),
]

/**
 * What makes a compiler give vectors up: a branch, a call, a conversion that saturates, a comparison it takes for a
 * test of a number's class. Each costs a factor of three to ten.
 */
describe('a kernel of simd.wasm goes four elements at a time:', () => {
  const { exported, calledBy } = functionTexts('simd.wasm')

  test.each(names)('%s', (name) => {
    const loops = innermostLoops(exported(name)).filter((loop) => loop.includes('(v128.store'))
    expect(loops.length).toBeGreaterThan(0)
    const foreign = loops.flatMap(
      (loop) => loop.match(/\((call|if|f32\.\w+|f64\w*\.\w+|\w+\.(extract|replace)_lane)/g) ?? [],
    )
    expect(foreign).toEqual([])
  })

  // Their sigmoids and hyperbolic tangents, each of which divides once, are functions of their own.
  test.each(['lstm_step', 'gru_step', 'rnn_step'])('%s in the functions that it calls', (name) => {
    const dividing = calledBy(exported(name))
      .filter((text) => /f32(x4)?\.div/.test(text))
      .map((text) => innermostLoops(text).filter((loop) => loop.includes('f32x4.div')).length)
    expect(dividing.length).toBeGreaterThan(0)
    expect(dividing).toEqual(dividing.map(() => 1))
  })
})
