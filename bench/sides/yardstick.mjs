import { peakLoop } from '../yardsticks/index.mjs'
import { peakLoopBytes } from '../yardsticks/peak-loop.mjs'

/** Every accumulator's limit is 2, and `run` sums them up. */
const expectedSum = 2 * peakLoop.accumulators

/** Takes the fused multiply-add where this engine has it. @returns {{ name: string, run: (iterations: number) => number }} */
function instantiate() {
  const fused = peakLoopBytes({ relaxed: true })
  const relaxed = WebAssembly.validate(fused)
  const bytes = relaxed ? fused : peakLoopBytes({ relaxed: false })
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes))
  return { name: relaxed ? 'relaxed multiply-add' : 'multiply and add', run: exports.run }
}

/** What bounds the others: arithmetic in registers, and a plain copy. */
export function open() {
  const { name, run } = instantiate()
  const sum = run(peakLoop.iterations)
  if (sum !== expectedSum) throw new Error(`The peak loop gives ${sum} instead of ${expectedSum}.`)
  return {
    version: process.versions.v8,
    details: name,
    kinds: {
      peak: () => ({ result: () => [sum], run: () => void run(peakLoop.iterations) }),
      copy({ elements }) {
        const [source, target] = [new Float32Array(elements).fill(1), new Float32Array(elements)]
        return { result: () => [], run: () => target.set(source) }
      },
    },
  }
}
