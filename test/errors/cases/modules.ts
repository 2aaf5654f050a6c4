import { data, io, nn, optim, type Tensor, tensor, train } from 'grad128'
import {
  foreign,
  given,
  gone,
  logits,
  type Misuse,
  real,
  row,
  square,
  trained,
  truth,
  vector,
  whole,
  wholes,
  wrong,
} from './operands.js'

const F = nn.functional
const parameters = () => [trained(1, 2)]
const layer = () => new nn.Linear(2, 2)

/** Layers, losses, optimizers, data and files. */
export const modules: Record<string, Misuse> = {
  'Linear without inputs': () => new nn.Linear(0, 3),
  'Linear with an unknown option': () => new nn.Linear(2, 2, wrong({ biased: true })),
  'Linear with an option of another type': () => new nn.Linear(2, 2, wrong({ bias: 'yes' })),
  'Linear on other inputs': given(layer, (linear) => linear.forward(row)),
  'PReLU of a negative number of parameters': () => new nn.PReLU(-1),
  'Dropout beyond 1': () => new nn.Dropout(1.5),
  'Sequential of a tensor': () => new nn.Sequential(wrong(row)),
  'prelu with a weight for other channels': () => F.prelu(logits, real(2)),
  'dropout of NaN': () => F.dropout(row, { p: Number.NaN }),
  'dropout of whole numbers': () => F.dropout(wholes),
  'crossEntropy of other labels': () => F.crossEntropy(logits, whole([0, 1, 2])),
  'crossEntropy with real labels': () => F.crossEntropy(logits, tensor([0, 1])),
  'crossEntropy with a label beyond the classes': () => F.crossEntropy(logits, whole([0, 3])),
  'crossEntropy with weights for other classes': () => F.crossEntropy(logits, wholes, { weight: real(2) }),
  'crossEntropy with labelSmoothing beyond 1': () => F.crossEntropy(logits, wholes, { labelSmoothing: 2 }),
  'CrossEntropyLoss with an unknown option': () => new nn.CrossEntropyLoss(wrong({ weights: row })),
  'nllLoss with truth values': () => F.nllLoss(logits, truth),
  'nllLoss with a negative label': () => F.nllLoss(logits, whole([-1, 0])),
  'nllLoss with labels of another shape': () => F.nllLoss(logits, whole([0], [])),
  'mseLoss of shapes that do not broadcast': () => F.mseLoss(row, square),
  'mseLoss of a released tensor': () => F.mseLoss(gone, square),
  'mseLoss of a foreign tensor': () => F.mseLoss(square, foreign),
  'mseLoss with an unknown reduction': () => F.mseLoss(row, row, wrong({ reduction: 'average' })),
  'l1Loss of shapes that do not broadcast': () => F.l1Loss(square, vector),
  'binaryCrossEntropy of other shapes': () => F.binaryCrossEntropy(row, square),
  'binaryCrossEntropy of probabilities beyond 1': () => F.binaryCrossEntropy(tensor([0.5, 1.5]), tensor([1, 1])),
  'binaryCrossEntropyWithLogits with a factor that does not broadcast': () =>
    F.binaryCrossEntropyWithLogits(row, row, { posWeight: real(2) }),
  'loadStateDict of other parameters': given(layer, (linear) => linear.loadStateDict({ weight: square })),
  'loadStateDict of other shapes': given(layer, (linear) => linear.loadStateDict({ weight: logits, bias: real(2) })),
  'clipGradNorm below 0': () => nn.utils.clipGradNorm(parameters(), -1),
  'clipGradNorm of a module': () => nn.utils.clipGradNorm(wrong(new nn.Flatten()), 1),
  'clipGradNorm of nothing': () => nn.utils.clipGradNorm(wrong(null), 1),
  'SGD without a rate': () => new optim.SGD(parameters(), wrong({})),
  'SGD with a negative rate': () => new optim.SGD(parameters(), { lr: -0.1 }),
  'SGD with a rate of NaN': () => new optim.SGD(parameters(), { lr: Number.NaN }),
  'Adam whose rate became a text': () => {
    const adam = new optim.Adam(parameters())
    adam.paramGroups[0]!.lr = wrong('0.1')
    adam.step()
  },
  'SGD with Nesterov and no momentum': () => new optim.SGD(parameters(), { lr: 0.1, nesterov: true }),
  'SGD with an unknown option in a group': () => new optim.SGD([wrong({ params: parameters(), rate: 1 })], { lr: 0.1 }),
  'SGD with a negative rate in a group': () => new optim.SGD([{ params: parameters(), lr: -1 }], { lr: 0.1 }),
  'Adam with a negative rate': () => new optim.Adam(parameters(), { lr: -1 }),
  'Adam with a beta of 1': () => new optim.Adam(parameters(), { betas: [0.9, 1] }),
  'Adam with an option of SGD': () => new optim.Adam(parameters(), wrong({ momentum: 0.9 })),
  'Adam of nothing': () => new optim.Adam([]),
  'Adam of a parameter twice': () => new optim.Adam([...parameters(), ...parameters()].fill(trained(1))),
  'Adam of a result': given(
    () => trained(1).mul(2),
    (y) => new optim.Adam([y]),
  ),
  'AdamW with a negative decay': () => new optim.AdamW(parameters(), { weightDecay: -0.1 }),
  'RMSprop with an infinite rate': () => new optim.RMSprop(parameters(), { lr: Number.POSITIVE_INFINITY }),
  'a closure that is none': () => new optim.Adam(parameters()).step(wrong(3)),
  'an optimizer state of other groups': () =>
    new optim.Adam(parameters()).loadStateDict({ state: {}, param_groups: [] }),
  'a dataset of sizes that differ': () => new data.TensorDataset(row, square),
  'a row that a dataset has not': () => new data.TensorDataset(row).get(1),
  'a batch of no samples': () => new data.DataLoader(new data.TensorDataset(row), { batchSize: 0 }),
  'an option that a loader lacks': () => new data.DataLoader(new data.TensorDataset(row), wrong({ batch_size: 2 })),
  'fit without epochs': given(
    () => new nn.Linear(1, 1),
    (model) => train.fit(model, wrong({})),
  ),
  'a path that is none': () => io.loadSafetensors(wrong(1)),
  'a file that is none': () => io.decodeSafetensors(new Uint8Array(9)),
  'a file with a text for metadata': () => io.encodeSafetensors({}, wrong('pt')),
  'a file with null for metadata': () => io.encodeSafetensors({}, wrong(null)),
  'a released tensor in a file': () => io.encodeSafetensors({ gone } as Record<string, Tensor>),
}
