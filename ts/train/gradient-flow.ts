import { grad } from '../autograd/grad.js'
import { enableGrad } from '../autograd/grad-mode.js'
import type { Module } from '../nn/module.js'
import { Recurrent } from '../nn/recurrent/recurrent.js'
import { observeHiddenGradients } from '../ops/recurrent/hidden-gradients.js'
import { nameOf, withDefaults } from '../options.js'
import { scope } from '../tensor/scope.js'
import type { Tensor } from '../tensor/tensor.js'
import { computeLoss } from './loss.js'

export interface GradientFlowOptions<PerLayer extends boolean = boolean> {
  /** Whether to tell of every layer and direction, in the order of hN. Default false: of the last layer. */
  perLayer?: PerLayer | undefined
}

/**
 * ‖∂L/∂h_t‖ for every step t of a recurrent layer, with what flows back from later steps: where it fades towards the
 * first steps, the layer cannot learn from them; where it grows, clip. No torch equivalent. Source: Pascanu, Mikolov and
 * Bengio, "On the difficulty of training recurrent neural networks", 2013.
 *
 * `const norms = train.gradientFlow(lstm, x, (output, [hN, cN]) => …)`: T norms over the whole batch, of the last
 * layer's states, both directions' together; with `{ perLayer: true }` a list of T norms for each layer and direction.
 * Sequences count up to their ends. No `.grad` is touched.
 *
 * @param rnn  an `nn.RNN`, `nn.LSTM` or `nn.GRU`
 * @param x    what its `forward` takes; or a list of what it takes: the input, the initial state, the options
 * @param loss of the output and the final state, as `forward` returns them; gives one element
 * @throws ShapeError when the loss has more than one element, GraphError when it depends on nothing that is trained
 */
export function gradientFlow<PerLayer extends boolean = false>(
  rnn: Module,
  x: Tensor | readonly unknown[],
  loss: (output: Tensor, state: never) => Tensor,
  options?: GradientFlowOptions<PerLayer>,
): PerLayer extends true ? number[][] : number[] {
  const op = 'gradientFlow'
  const { perLayer } = withDefaults<{ perLayer: boolean }>(op, options, { perLayer: false })
  if (!(rnn instanceof Recurrent)) throw new TypeError(`${op}: expected an nn.RNN, LSTM or GRU, got ${nameOf(rnn)}`)
  if (typeof loss !== 'function') throw new TypeError(`${op}: expected the loss as a function, got ${nameOf(loss)}`)
  const inputs = Array.isArray(x) ? x : [x]
  const forward = rnn.forward as (...inputs: unknown[]) => [Tensor, never]
  let flows: Float64Array[] = []
  scope(() =>
    enableGrad(() => {
      flows = observeHiddenGradients(() => {
        const [output, state] = forward.apply(rnn, inputs)
        grad(computeLoss<Tensor, never>(op, loss, output, state), rnn.parameters(), { allowUnused: true })
      })
    }),
  )
  const all = flows.map((flow) => Array.from(flow))
  return (perLayer ? all : lastLayer(all, rnn.bidirectional)) as PerLayer extends true ? number[][] : number[]
}

/** Both directions' states stand side by side in the output: the norm of the whole. */
function lastLayer(flows: readonly number[][], bidirectional: boolean): number[] {
  const last = flows.at(-1) as number[]
  if (!bidirectional) return last
  const other = flows.at(-2) as number[]
  return last.map((norm, t) => Math.hypot(norm, other[t] as number))
}
