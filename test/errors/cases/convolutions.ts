import { nn, scope } from 'grad128'
import { given, gone, type Misuse, real, row, wholes, wrong } from './operands.js'

const F = nn.functional
const image = real(1, 4, 5, 6)
const signal = real(2, 3, 8)
const kernel = real(2, 4, 3, 3)
const back = real(4, 2, 3, 3)

/** Convolutions, transposed ones, and their layers. */
export const convolutions: Record<string, Misuse> = {
  'conv2d of a matrix': () => F.conv2d(row, kernel),
  'conv2d of an image without rows': () => F.conv2d(real(1, 4, 0, 6), kernel, undefined, { padding: 2 }),
  'conv2d of whole numbers': () => F.conv2d(wholes, kernel),
  'conv2d of a released tensor': () => F.conv2d(gone, kernel),
  'conv2d of no tensor': () => F.conv2d(wrong([1, 2]), kernel),
  'conv2d without a weight': () => F.conv2d(image, wrong(undefined)),
  'conv2d with a weight of three dimensions': () => F.conv2d(image, real(2, 4, 3)),
  'conv2d with a weight of nothing': () => F.conv2d(image, real(2, 4, 0, 3)),
  'conv2d with a weight of whole numbers': () => F.conv2d(image, wholes),
  'conv2d of other channels': () => F.conv2d(real(1, 3, 5, 6), kernel),
  'conv2d of channels at the end': () => F.conv2d(real(1, 5, 6, 4), kernel),
  'conv2d in groups of other channels': () => F.conv2d(image, kernel, undefined, { groups: 2 }),
  'conv2d in groups that do not divide the outputs': () => F.conv2d(image, real(3, 2, 3, 3), undefined, { groups: 2 }),
  'conv2d with a bias of another size': () => F.conv2d(image, kernel, real(4)),
  'conv2d with a bias as its options': () => F.conv2d(image, kernel, wrong({ padding: 1 })),
  'conv2d with a kernel larger than the image': () => F.conv2d(image, real(2, 4, 7, 3)),
  'conv2d with a kernel larger than image and padding': () =>
    F.conv2d(image, kernel, undefined, { padding: [0, 1], dilation: 4, stride: 2 }),
  'conv2d of the same size with a stride': () => F.conv2d(image, kernel, undefined, { padding: 'same', stride: 2 }),
  'conv2d with unknown padding': () => F.conv2d(image, kernel, undefined, { padding: wrong('full') }),
  'conv2d with padding below 0': () => F.conv2d(image, kernel, undefined, { padding: -1 }),
  'conv2d with a stride of 0': () => F.conv2d(image, kernel, undefined, { stride: [1, 0] }),
  'conv2d with three strides': () => F.conv2d(image, kernel, undefined, { stride: [1, 1, 1] }),
  'conv2d with a dilation of a half': () => F.conv2d(image, kernel, undefined, { dilation: 0.5 }),
  'conv2d in no group': () => F.conv2d(image, kernel, undefined, { groups: 0 }),
  'conv2d in groups of text': () => F.conv2d(image, kernel, undefined, { groups: wrong('2') }),
  'conv2d with an unknown option': () => F.conv2d(image, kernel, undefined, wrong({ outputPadding: 1 })),
  'conv1d of an image': () => F.conv1d(image, real(2, 3, 3)),
  'conv1d of a signal that is too short': () => F.conv1d(signal, real(2, 3, 9)),
  'convTranspose2d of a matrix': () => F.convTranspose2d(row, back),
  'convTranspose2d of an image without columns': () => F.convTranspose2d(real(1, 4, 5, 0), back),
  'convTranspose2d with the weight of a convolution': () => F.convTranspose2d(image, kernel),
  'convTranspose2d with a weight of nothing': () => F.convTranspose2d(image, real(4, 0, 3, 3)),
  'convTranspose2d in groups that do not divide the inputs': () =>
    F.convTranspose2d(image, back, undefined, { groups: 3 }),
  'convTranspose2d with a bias of another size': () => F.convTranspose2d(image, back, real(2), { groups: 2 }),
  'convTranspose2d with outputPadding as large as stride and dilation': () =>
    F.convTranspose2d(image, back, undefined, { stride: 2, outputPadding: [1, 2], dilation: [3, 2] }),
  'convTranspose2d with padding that leaves nothing': () =>
    F.convTranspose2d(real(1, 4, 1, 6), back, undefined, { padding: [2, 0] }),
  'convTranspose2d of the same size': () => F.convTranspose2d(image, back, undefined, { padding: wrong('same') }),
  'convTranspose1d with a stride of 0': () => F.convTranspose1d(signal, real(3, 2, 2), undefined, { stride: 0 }),
  'convTranspose1d of an image': () => F.convTranspose1d(image, real(3, 2, 2)),
  'pad around more than once': () => image.pad([7, 0], { mode: 'circular' }),
  'Conv2d without channels': () => new nn.Conv2d(0, 2, 3),
  'Conv2d of half a channel': () => new nn.Conv2d(2, 2.5, 3),
  'Conv2d with channels of text': () => new nn.Conv2d(wrong('2'), 2, 3),
  'Conv2d without a kernel': () => new nn.Conv2d(2, 2, wrong(undefined)),
  'Conv2d with a kernel of 0': () => new nn.Conv2d(2, 2, [3, 0]),
  'Conv2d in groups that do not divide': () => new nn.Conv2d(6, 4, 3, { groups: 3 }),
  'Conv2d of the same size with a stride': () => new nn.Conv2d(6, 4, 3, { padding: 'same', stride: 2 }),
  'Conv2d in an unknown padding mode': () => new nn.Conv2d(6, 4, 3, { paddingMode: wrong('mirror') }),
  'Conv2d with an unknown option': () => new nn.Conv2d(6, 4, 3, wrong({ strides: 2 })),
  'Conv2d of the wrong rank': given(
    () => new nn.Conv2d(4, 2, 3),
    (layer) => layer.forward(signal),
  ),
  'Conv2d that reflects more than there is': given(
    () => new nn.Conv2d(4, 2, 3, { padding: 5, paddingMode: 'reflect' }),
    (layer) => layer.forward(image),
  ),
  'Conv1d with two strides': () => new nn.Conv1d(2, 2, 3, { stride: [1, 2] }),
  'ConvTranspose2d in another padding mode': () => new nn.ConvTranspose2d(4, 2, 3, { paddingMode: wrong('reflect') }),
  'ConvTranspose2d with too much outputPadding': () => new nn.ConvTranspose2d(4, 2, 3, { outputPadding: 1 }),
  'ConvTranspose2d to a size that cannot be had': given(
    () => new nn.ConvTranspose2d(4, 2, 3, { stride: 2 }),
    (layer) => scope(() => layer.forward(image, { outputSize: [13, 13] })),
  ),
  'ConvTranspose1d to an unknown option': given(
    () => new nn.ConvTranspose1d(3, 2, 3),
    (layer) => layer.forward(signal, wrong({ size: 10 })),
  ),
}
