import binaryen from 'binaryen'
import { peakLoop } from './index.mjs'

/**
 * WebAssembly that multiplies and adds in registers alone, with as many independent accumulators as hide the latencies and
 * still fit the registers: no matrix product of 128-bit vectors can be faster. Every accumulator converges to 2, so that
 * no value becomes infinite or denormal.
 *
 * @param {{ relaxed: boolean }} options whether to use the fused multiply-add of relaxed SIMD
 * @returns {Uint8Array} exports `run(iterations): f32`
 */
export function peakLoopBytes({ relaxed }) {
  const sums = Array.from({ length: peakLoop.accumulators }, (_, i) => `$sum${i}`)
  const step = (sum) =>
    relaxed
      ? `(local.set ${sum} (f32x4.relaxed_madd (local.get ${sum}) (local.get $half) (local.get $one)))`
      : `(local.set ${sum} (f32x4.add (f32x4.mul (local.get ${sum}) (local.get $half)) (local.get $one)))`
  const steps = sums.map(step).join('\n')
  const total = sums.map((sum) => `(local.get ${sum})`).reduce((left, right) => `(f32x4.add ${left} ${right})`)
  const text = `(module
    (func (export "run") (param $iterations i32) (result f32)
      (local $half v128) (local $one v128) ${sums.map((sum) => `(local ${sum} v128)`).join(' ')}
      (local.set $half (f32x4.splat (f32.const 0.5)))
      (local.set $one (f32x4.splat (f32.const 1)))
      (loop $again
        ${steps.concat('\n').repeat(peakLoop.unrolled)}
        (local.set $iterations (i32.sub (local.get $iterations) (i32.const 1)))
        (br_if $again (local.get $iterations)))
      (f32x4.extract_lane 0 ${total})))`
  const module = binaryen.parseText(text)
  module.setFeatures(binaryen.Features.SIMD128 | binaryen.Features.RelaxedSIMD)
  const bytes = module.emitBinary()
  module.dispose()
  return bytes
}
