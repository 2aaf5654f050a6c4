/** Gradients over 100 steps: how they fade, how they explode, and what helps. `npm run example gradients`. */
import { manualSeed, nn, plot } from 'grad128'
import { heading, print } from '../shared/print.mjs'
import { readOptions } from '../shared/read-options.mjs'
import { savePicture } from '../shared/save-picture.mjs'
import { remark, say } from '../shared/say.mjs'
import { table } from '../shared/table.mjs'
import { claims } from './claims.mjs'
import { clipped } from './clipping.mjs'
import { makeTask } from './flow.mjs'
import { flowTable, logarithms, short } from './flow-table.mjs'
import { flowsByRemedy, truncatedFlows } from './remedies.mjs'
import { flowsByScale } from './scales.mjs'
import { rotation, withScale } from './weights.mjs'

const { hidden, seed } = readOptions('Gradients through many steps: npm run example gradients', {
  hidden: { value: 32, least: 16, whole: true, help: 'units of each network' },
  seed: { value: 128, least: 0, whole: true, help: 'of the random numbers' },
})
const steps = 100
manualSeed(seed)
const task = makeTask({ steps, hidden })

/** Lines in characters and as SVG, on a logarithmic axis. */
function show(name, title, flows) {
  const x = Array.from({ length: steps }, (_, t) => t + 1)
  print('log₁₀ ‖∂L/∂h_t‖ by t: the gradient comes from the right, where the loss is\n')
  print(plot.terminal('lines', logarithms(flows), { x, width: 76, height: 14 }))
  savePicture(name, plot.lines(flows, { x, logY: true, title, xLabel: 't', yLabel: '‖∂L/∂h_t‖' }))
}

heading(`A loss after ${steps} steps. How much of its gradient arrives at the first?`)
say(`∂L/∂h_(t−1) = W_hhᵀ·diag(f′)·∂L/∂h_t: going back a step multiplies by the recurrent
weights and by the slope of the activation. ${steps - 1} such factors make the gradient at
the first step. Here W_hh = ρ·Q with a rotation Q, so that it stretches by ρ.`)

const scales = flowsByScale(task)
const seen = {
  sigmoid: `Its slope is at most ¼: even at ρ = 1.5 a step leaves less than 0.4 of the gradient.
Soon float32 has no number small enough, and what is left is 0.`,
  tanh: `Its slope is 1 around 0 and less elsewhere: below ρ = 1 the gradient fades at least as fast as ρᵗ, at
ρ = 1 more slowly, and at ρ = 1.5 it explodes, though saturated units hold it back.`,
  ReLU: `Slope 1 or 0: units that are off pass nothing on. With a rotation about half are off,
so that it takes a ρ of about √2 to hold the gradient's length.`,
  GRU: `The update gate stands half open: half the state stays, and about a quarter of what W_hh makes of it is added. So ρ
matters less, but some ½ + ρ/4 a step fades as well.`,
  LSTM: `The forget gate stands half open: half the cell is kept, and again a quarter comes through W_hh. Gates alone do not
help: they must be open, as they are below.`,
}
for (const [kind, flows] of Object.entries(scales)) {
  heading(kind)
  print(flowTable(flows))
  remark(seen[kind])
}

heading('tanh, by scale')
show('gradients-tanh', 'tanh with W_hh = ρ·Q', scales.tanh)
heading('All of them at ρ = 1')
show('gradients-kinds', 'W_hh = Q', Object.fromEntries(Object.entries(scales).map(([k, all]) => [k, all['ρ = 1']])))

const remedies = flowsByRemedy(task)
heading('Remedy: a ReLU network that begins as the identity')
print(flowTable(remedies.identity))
remark(`As torch makes it, W_hh shrinks what passes through. W_hh = 1 passes on all of it: only
units that are off stop it.`)
heading('Remedy: an LSTM whose forget gate begins open')
print(flowTable(remedies.LSTM))
remark(`The cell goes on as f·c: the gradient is multiplied by f = σ(bias) instead of W_hhᵀ·f′.
σ(0) = 0.5, σ(1) = 0.73, σ(3) = 0.95.`)
heading('Remedy: a GRU whose update gate begins closed to news')
print(flowTable(remedies.GRU))
remark('The same in one gate: h = z·h + (1 − z)·n, and z is multiplied along.')
heading('The remedies side by side')
show('gradients-remedies', 'What arrives after each remedy', {
  'ReLU, W_hh = 1': Object.values(remedies.identity)[1],
  'LSTM, bias 3': Object.values(remedies.LSTM)[2],
  'GRU, bias 3': Object.values(remedies.GRU)[2],
  'LSTM, bias 0': Object.values(remedies.LSTM)[0],
})

heading('Against explosion: clipping the gradient of all parameters (tanh, ρ = 2)')
const clipping = clipped(withScale(new nn.RNN(task.inputs, hidden), 2, rotation(hidden)), task, {
  maxNorm: 1,
  maxValue: 0.1,
})
const figures = Object.entries(clipping).map(([name, { norm, largest, cosine }]) => [
  name,
  short(norm),
  short(largest),
  cosine.toFixed(2),
])
print(table(['', 'norm', 'largest element', 'cosine with what it was'], figures))
remark(`By norm, the whole gradient is scaled: shorter, in the same direction. By value, each
element is cut off for itself: that turns it. Neither brings back what has faded.`)

const window = steps / 2
heading(`Truncated backpropagation: the gradient ends after ${window} steps (ReLU, W_hh = 1)`)
const truncated = truncatedFlows(task, window)
print(flowTable(truncated))
remark(`The state is carried on from window to window, the gradient is not: beyond ${window} steps
it is 0, whatever the network. What lies further back is not learnt from.`)

heading('What was seen:')
const all = Object.entries(claims({ scales, remedies, truncated, clipping }))
for (const [claim, holds] of all) print(`${holds ? '✓' : '✗'} ${claim}`)
if (!all.every(([, holds]) => holds)) process.exitCode = 1
