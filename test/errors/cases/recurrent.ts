import { nn, train } from 'grad128'
import { foreign, given, gone, type Misuse, real, wholes, wrong } from './operands.js'

const lstm = () => new nn.LSTM(3, 4, { numLayers: 2 })
const first = () => new nn.GRU(3, 4, { batchFirst: true })
const sequence = real(5, 2, 3)
const states = real(2, 2, 4)

/** Recurrent layers, their cells, and what trains and examines them. */
export const recurrent: Record<string, Misuse> = {
  'LSTM without units': () => new nn.LSTM(3, 0),
  'LSTM of text': () => new nn.LSTM(wrong('3'), 4),
  'GRU of half a layer': () => new nn.GRU(3, 4, { numLayers: 0.5 }),
  'GRU with an unknown option': () => new nn.GRU(3, 4, wrong({ layers: 2 })),
  'LSTM with a projection': () => new nn.LSTM(3, 4, wrong({ projSize: 2 })),
  'LSTM with dropout beyond 1': () => new nn.LSTM(3, 4, { dropout: 2 }),
  'RNN with another nonlinearity': () => new nn.RNN(3, 4, { nonlinearity: wrong('gelu') }),
  'RNN with options of text': () => new nn.RNN(3, 4, wrong('relu')),
  'LSTM of a vector': given(lstm, (layer) => layer.forward(real(3))),
  'LSTM of whole numbers': given(lstm, (layer) => layer.forward(wholes)),
  'LSTM of a foreign tensor': given(lstm, (layer) => layer.forward(foreign)),
  'LSTM of a released tensor': given(lstm, (layer) => layer.forward(gone)),
  'LSTM of other features': given(lstm, (layer) => layer.forward(real(5, 3, 2))),
  'GRU of features in the time axis': given(first, (layer) => layer.forward(real(2, 3, 5))),
  'GRU of no steps': given(first, (layer) => layer.forward(real(2, 0, 3))),
  'LSTM of no steps': given(lstm, (layer) => layer.forward(real(0, 2, 3))),
  'LSTM with one state': given(lstm, (layer) => layer.forward(sequence, wrong(states))),
  'LSTM with three states': given(lstm, (layer) => layer.forward(sequence, wrong([states, states, states]))),
  'LSTM with states for other layers': given(lstm, (layer) => layer.forward(sequence, [real(1, 2, 4), states])),
  'LSTM with cells of other units': given(lstm, (layer) => layer.forward(sequence, [states, real(2, 2, 3)])),
  'LSTM with states of whole numbers': given(lstm, (layer) => layer.forward(sequence, [states, wrong(wholes)])),
  'LSTM with states of no tensor': given(lstm, (layer) => layer.forward(sequence, wrong([states, null]))),
  'LSTM of a batch with states of one sequence': given(lstm, (layer) =>
    layer.forward(sequence, [real(2, 4), real(2, 4)]),
  ),
  'LSTM of one sequence with states of a batch': given(lstm, (layer) => layer.forward(real(5, 3), [states, states])),
  'LSTM with states for the time axis': given(lstm, (layer) => layer.forward(sequence, [real(2, 5, 4), real(2, 5, 4)])),
  'GRU batch first with states for the time axis': given(first, (layer) => layer.forward(real(2, 5, 3), real(1, 5, 4))),
  'LSTM with lengths of another batch': given(lstm, (layer) =>
    layer.forward(sequence, undefined, { lengths: [5, 4, 3] }),
  ),
  'LSTM with a length of 0': given(lstm, (layer) => layer.forward(sequence, undefined, { lengths: [5, 0] })),
  'LSTM with a length beyond the steps': given(lstm, (layer) =>
    layer.forward(sequence, undefined, { lengths: [6, 5] }),
  ),
  'LSTM with a length of a half': given(lstm, (layer) => layer.forward(sequence, undefined, { lengths: [1.5, 5] })),
  'LSTM with lengths of text': given(lstm, (layer) => layer.forward(sequence, undefined, { lengths: wrong('5,5') })),
  'LSTM with an unknown option in forward': given(lstm, (layer) =>
    layer.forward(sequence, undefined, wrong({ length: [5, 5] })),
  ),
  'RNN with gates': given(
    () => new nn.RNN(3, 4),
    (layer) => layer.forward(sequence, undefined, wrong({ gates: true })),
  ),
  'LSTM with parameters of another shape': given(lstm, (layer) => layer.loadStateDict({ weight_ih_l0: sequence })),
  'LSTMCell without inputs': () => new nn.LSTMCell(0, 4),
  'GRUCell with an unknown option': () => new nn.GRUCell(3, 4, wrong({ nonlinearity: 'relu' })),
  'RNNCell of a sequence': given(
    () => new nn.RNNCell(3, 4),
    (cell) => cell.forward(sequence),
  ),
  'RNNCell with a state of another batch': given(
    () => new nn.RNNCell(3, 4),
    (cell) => cell.forward(real(2, 3), real(5, 4)),
  ),
  'LSTMCell with one state': given(
    () => new nn.LSTMCell(3, 4),
    (cell) => cell.forward(real(2, 3), wrong(real(2, 4))),
  ),
  'gradientFlow of a Linear': given(
    () => new nn.Linear(3, 4),
    (layer) => train.gradientFlow(layer, sequence, (output) => output),
  ),
  'gradientFlow without a loss': given(lstm, (layer) => train.gradientFlow(layer, sequence, wrong(undefined))),
  'gradientFlow of a loss of many elements': given(lstm, (layer) =>
    train.gradientFlow(layer, sequence, (output) => output),
  ),
  'truncatedBptt of a function': () => train.truncatedBptt(wrong(Math.sin), [], wrong({})),
  'truncatedBptt without an optimizer': given(lstm, (layer) =>
    train.truncatedBptt(layer, [], wrong({ loss: nn.functional.mseLoss })),
  ),
  'truncatedBptt of a pair without steps': given(lstm, (layer) =>
    train.truncatedBptt(layer, [sequence, sequence], wrong({ loss: nn.functional.mseLoss, optimizer: { step() {} } })),
  ),
  'truncatedBptt in windows of 0 steps': given(lstm, (layer) =>
    train.truncatedBptt(
      layer,
      [sequence, sequence],
      wrong({ loss: nn.functional.mseLoss, optimizer: { step() {} }, steps: 0 }),
    ),
  ),
}
