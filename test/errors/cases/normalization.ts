import { nn } from 'grad128'
import { given, gone, logits, type Misuse, real, row, square, truth, vector, wholes, wrong } from './operands.js'

const F = nn.functional
const running = { runningMean: vector, runningVar: vector }
const batchOfChannels = real(4, 3)
const sequence = real(2, 3, 4)

/** Normalization, as functions and as layers. */
export const normalization: Record<string, Misuse> = {
  'batchNorm without running statistics': () => F.batchNorm(batchOfChannels, undefined, undefined),
  'batchNorm with half of them': () => F.batchNorm(batchOfChannels, vector, undefined, { training: true }),
  'batchNorm with those of other channels': () => F.batchNorm(batchOfChannels, real(4), real(4)),
  'batchNorm with one tensor as both, in training': () =>
    F.batchNorm(batchOfChannels, vector, vector, { training: true }),
  'batchNorm training on one value': () => F.batchNorm(row, undefined, undefined, { training: true }),
  'batchNorm training with no eps': () =>
    F.batchNorm(batchOfChannels, undefined, undefined, { training: true, eps: 0 }),
  'batchNorm of no channels': () => F.batchNorm(vector, vector, vector),
  'batchNorm with a weight for other channels': () => F.batchNorm(batchOfChannels, vector, vector, { weight: real(2) }),
  'batchNorm with a bias of whole numbers': () => F.batchNorm(real(4, 2), real(2), real(2), { bias: wholes }),
  'batchNorm of a released tensor': () => F.batchNorm(gone, vector, vector),
  'batchNorm with an unknown option': () => F.batchNorm(batchOfChannels, vector, vector, wrong({ train: true })),
  'batchNorm of truth values': () => F.batchNorm(truth, vector, vector),
  'layerNorm over another shape': () => F.layerNorm(logits, 2),
  'layerNorm over more dimensions than there are': () => F.layerNorm(vector, [2, 3]),
  'layerNorm over nothing': () => F.layerNorm(logits, []),
  'layerNorm over no shape': () => F.layerNorm(logits, wrong('3')),
  'layerNorm with a bias of another shape': () => F.layerNorm(logits, 3, { bias: real(1, 3) }),
  'layerNorm with an eps below 0': () => F.layerNorm(logits, 3, { eps: -1 }),
  'layerNorm with an eps of NaN': () => F.layerNorm(logits, 3, { eps: Number.NaN }),
  'layerNorm of whole numbers': () => F.layerNorm(wholes, 2),
  'rmsNorm over another shape': () => F.rmsNorm(logits, 2),
  'rmsNorm with an eps of another type': () => F.rmsNorm(logits, 3, wrong({ eps: 'small' })),
  'rmsNorm with a bias': () => F.rmsNorm(logits, 3, wrong({ bias: vector })),
  'groupNorm of groups that do not divide': () => F.groupNorm(logits, 2),
  'groupNorm of no group': () => F.groupNorm(logits, 0),
  'groupNorm without groups': () => F.groupNorm(logits, wrong(undefined)),
  'groupNorm of one dimension': () => F.groupNorm(vector, 3),
  'groupNorm of one value': () => F.groupNorm(row, 3),
  'instanceNorm of one place': () => F.instanceNorm(logits),
  'instanceNorm of one dimension': () => F.instanceNorm(vector),
  'instanceNorm with half of the running statistics': () => F.instanceNorm(sequence, { runningVar: vector }),
  'instanceNorm by running statistics that are not there': () => F.instanceNorm(sequence, { useInputStats: false }),
  'instanceNorm with running statistics of other channels': () => F.instanceNorm(real(2, 4, 3), running),
  'localResponseNorm of two dimensions': () => F.localResponseNorm(square, 3),
  'localResponseNorm of size 0': () => F.localResponseNorm(sequence, 0),
  'localResponseNorm of a size that is none': () => F.localResponseNorm(sequence, wrong('3')),
  'localResponseNorm with an unknown option': () => F.localResponseNorm(sequence, 3, wrong({ eps: 1 })),
  'BatchNorm1d of images': given(
    () => new nn.BatchNorm1d(3),
    (layer) => layer.forward(real(2, 3, 2, 2)),
  ),
  'BatchNorm2d of rows': given(
    () => new nn.BatchNorm2d(3),
    (layer) => layer.forward(batchOfChannels),
  ),
  'BatchNorm1d of another number of channels': given(
    () => new nn.BatchNorm1d(4),
    (layer) => layer.forward(batchOfChannels),
  ),
  'BatchNorm1d training on one row': given(
    () => new nn.BatchNorm1d(3),
    (layer) => layer.forward(row),
  ),
  'BatchNorm1d of no number': () => new nn.BatchNorm1d(wrong('3')),
  'BatchNorm1d of a negative number': () => new nn.BatchNorm1d(-1),
  'BatchNorm1d with a momentum of another type': () => new nn.BatchNorm1d(3, wrong({ momentum: 'slow' })),
  'BatchNorm1d with an unknown option': () => new nn.BatchNorm1d(3, wrong({ track_running_stats: false })),
  'InstanceNorm1d of one dimension': given(
    () => new nn.InstanceNorm1d(3),
    (layer) => layer.forward(vector),
  ),
  'InstanceNorm2d of other channels': given(
    () => new nn.InstanceNorm2d(4, { affine: true }),
    (layer) => layer.forward(real(3, 2, 2)),
  ),
  'LayerNorm with an option of another type': () => new nn.LayerNorm(3, wrong({ bias: 1 })),
  'LayerNorm of a foreign size': () => new nn.LayerNorm([3, 1.5]),
  'LayerNorm of other inputs': given(
    () => new nn.LayerNorm(4),
    (layer) => layer.forward(logits),
  ),
  'GroupNorm of groups that do not divide': () => new nn.GroupNorm(3, 4),
  'GroupNorm of half a channel': () => new nn.GroupNorm(1, 0.5),
  'GroupNorm of no number': () => new nn.GroupNorm(1, wrong(undefined)),
  'GroupNorm of another number of channels': given(
    () => new nn.GroupNorm(2, 4),
    (layer) => layer.forward(real(2, 6)),
  ),
  'RMSNorm with an eps below 0': () => new nn.RMSNorm(3, { eps: -1 }),
  'LocalResponseNorm of size 1.5': () => new nn.LocalResponseNorm(1.5),
}
