import * as g from 'grad128'
import { foreign, given, gone, type Misuse, real, row, square, trained, vector, wholes, wrong } from './operands.js'

const leaf = trained(1, 2)
const other = trained(1)
const twice = () => leaf.mul(2)

/** A result whose graph a first pass has used up. */
function consumed() {
  const y = leaf.mul(leaf).sum()
  y.backward()
  leaf.grad = null
  return y
}

/** Backward passes, gradients and tensors that are no more. */
export const graphs: Record<string, Misuse> = {
  'backward of what was not recorded': () => vector.backward(vector),
  'backward of several elements': given(twice, (y) => y.backward()),
  'backward with a gradient of another shape': given(twice, (y) => y.backward(vector)),
  'backward with a gradient of whole numbers': given(twice, (y) => y.backward(wholes)),
  'backward with an array for a gradient': given(twice, (y) => y.backward(wrong([1, 1]))),
  'backward with a released gradient': given(twice, (y) => y.backward(gone)),
  'backward with a gradient of the other precision': given(twice, (y) => y.backward(foreign)),
  'backward with options for a gradient': given(twice, (y) => y.backward(wrong({ retainGraph: true }))),
  'backward with an unknown option': given(twice, (y) => y.backward(real(2), wrong({ retain_graph: true }))),
  'backward twice': given(consumed, (y) => y.backward()),
  'backward of a released tensor': () => gone.backward(),
  'backward after a change in place': given(
    () => {
      const w = trained(1, 2)
      const y = w.mul(w).sum()
      y.backward(undefined, { retainGraph: true })
      new g.optim.SGD([w], { lr: 0.1 }).step()
      return y
    },
    (y) => y.backward(),
  ),
  'backward through what was disposed of': given(
    () => {
      const inner = leaf.exp()
      const y = inner.mul(inner).sum()
      inner.dispose()
      return y
    },
    (y) => y.backward(),
  ),
  'retainGrad of what was not recorded': () => vector.retainGrad(),
  'grad of what was not recorded': () => g.grad(vector, leaf),
  'grad by an input that requires none': given(twice, (y) => g.grad(y, row, { gradOutputs: real(2) })),
  'grad by an input that was not used': given(twice, (y) => g.grad(y, other, { gradOutputs: real(2) })),
  'grad by no inputs': given(twice, (y) => g.grad(y, [])),
  'grad by numbers': given(twice, (y) => g.grad(y, wrong([1]))),
  'grad of an array of numbers': () => g.grad(wrong([1]), leaf),
  'grad of several elements': given(twice, (y) => g.grad(y, leaf)),
  'grad with more gradients than outputs': given(twice, (y) => g.grad(y, leaf, { gradOutputs: [real(2), real(2)] })),
  'grad with a number for a gradient': given(twice, (y) => g.grad(y, leaf, { gradOutputs: wrong(1) })),
  'grad with a gradient of another shape': given(twice, (y) => g.grad(y, leaf, { gradOutputs: vector })),
  'grad through a graph that is used up': given(consumed, (y) => g.grad(y, leaf)),
  'grad with an unknown option': given(twice, (y) => g.grad(y, leaf, wrong({ createGraph: true }))),
  'gradcheck without trained inputs': () => g.gradcheck((x) => x.exp(), row),
  'gradcheck of no function': () => g.gradcheck(wrong(row), leaf),
  'gradcheck by null': () => g.gradcheck((x) => x.exp(), wrong(null)),
  'gradcheck with an unknown option': () => g.gradcheck((x) => x.exp(), leaf, wrong({ epsilon: 1 })),
  'detectAnomaly of no function': () => g.detectAnomaly(wrong(row)),
  'a gradient of another shape': given(
    () => trained(1, 2),
    (w) => {
      w.grad = vector
    },
  ),
  'a gradient that is a number': given(
    () => trained(1, 2),
    (w) => {
      w.grad = wrong(0)
    },
  ),
  'requiresGrad switched off on a result': given(twice, (y) => {
    y.requiresGrad = false
  }),
  'copyFrom while the values are needed': given(
    () => {
      const w = trained(1, 2)
      w.mul(w)
      return w
    },
    (w) => w.copyFrom(new Float32Array(2)),
  ),
  'copyFrom to a recorded result': given(twice, (y) => y.copyFrom(new Float32Array(2))),
  'a result that its step released': given(
    () => {
      const y = leaf.mul(3)
      y.sum().backward()
      leaf.grad = null
      trained(1).mul(2)
      return y
    },
    (y) => y.exp(),
  ),
  'a tensor that its scope released': given(
    () => {
      const made: g.Tensor[] = []
      g.scope(() => {
        made.push(square.mul(2))
      })
      return made
    },
    ([inner]) => inner?.sum(),
  ),
}
