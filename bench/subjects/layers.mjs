/**
 * Layers, named and built as in torch.nn, with torch's parameters in torch's order. An image is [channels, size, size], a
 * sequence [steps, features]; a recurrent layer returns its outputs of all steps, the batch first.
 *
 * @typedef {{ type: 'Linear', in: number, out: number, rows?: number }} Linear `rows` of every sample, 1 if omitted
 * @typedef {{ type: 'Conv2d', in: number, out: number, kernel: number, padding: number, groups?: number, size: number }} Conv2d
 *   of images of `size`, with a stride of 1
 * @typedef {{ type: 'MaxPool2d', kernel: number, stride?: number, padding?: number }} MaxPool2d
 * @typedef {{ type: 'BatchNorm2d', channels: number }} BatchNorm2d in training
 * @typedef {{ type: 'Flatten', startDim?: number, endDim?: number }} Flatten
 * @typedef {{ type: 'RNN' | 'LSTM' | 'GRU', in: number, hidden: number, steps: number }} Recurrent
 * @typedef {Linear | Conv2d | MaxPool2d | BatchNorm2d | Flatten | Recurrent | { type: 'ReLU' | 'Tanh' }} Layer
 */

/**
 * What distinguishes the layers for the bench: the shapes of their parameters, how many inputs a unit has, and the
 * multiply-adds of one sample's forward pass; `recurrent` are those of them that read what the layer itself has computed.
 *
 * @type {Record<Layer['type'], { parameters: (layer: any) => number[][], fanIn: (layer: any) => number,
 *   multiplyAdds: (layer: any) => number, recurrent?: (layer: any) => number }>}
 */
const layerKinds = {
  Linear: {
    parameters: ({ in: features, out }) => [[out, features], [out]],
    fanIn: ({ in: features }) => features,
    multiplyAdds: ({ in: features, out, rows = 1 }) => rows * features * out,
  },
  Conv2d: {
    parameters: ({ in: channels, out, kernel, groups = 1 }) => [[out, channels / groups, kernel, kernel], [out]],
    fanIn: (layer) => taps(layer),
    multiplyAdds: (layer) => layer.out * convolvedSize(layer) ** 2 * taps(layer),
  },
  BatchNorm2d: { ...withoutParameters(), parameters: ({ channels }) => [[channels], [channels]] },
  RNN: recurrent(1),
  LSTM: recurrent(4),
  GRU: recurrent(3),
  MaxPool2d: withoutParameters(),
  Flatten: withoutParameters(),
  ReLU: withoutParameters(),
  Tanh: withoutParameters(),
}

function withoutParameters() {
  return { parameters: () => [], fanIn: () => 1, multiplyAdds: () => 0 }
}

/** weight_ih, weight_hh, bias_ih, bias_hh, each gate below the other. @param {number} gates */
function recurrent(gates) {
  return {
    parameters: ({ in: features, hidden }) => {
      const rows = gates * hidden
      return [[rows, features], [rows, hidden], [rows], [rows]]
    },
    fanIn: ({ hidden }) => hidden,
    multiplyAdds: ({ in: features, hidden, steps }) => steps * gates * hidden * (features + hidden),
    recurrent: ({ hidden, steps }) => steps * gates * hidden * hidden,
  }
}

/** Inputs of an output. @param {Conv2d} layer */
const taps = ({ in: channels, kernel, groups = 1 }) => (channels / groups) * kernel * kernel

/** @param {Pick<Conv2d, 'size' | 'padding' | 'kernel'>} layer height and width of its output */
export const convolvedSize = ({ size, padding, kernel }) => size + 2 * padding - kernel + 1

/** The shapes of a layer's parameters. @param {Layer} layer @returns {number[][]} */
export const parameterShapes = (layer) => layerKinds[layer.type].parameters(layer)

/** Those of all layers are uniform in ±1/√(this), as torch has it for Linear and Conv2d; a recurrent layer has its hidden size. @param {Layer} layer @returns {number} */
export const fanIn = (layer) => layerKinds[layer.type].fanIn(layer)

/** Operations of one sample's forward pass; a multiply-add is worth two. @param {Layer} layer */
export const forwardOperations = (layer) => 2 * layerKinds[layer.type].multiplyAdds(layer)

/** Those of them whose operands on both sides need a gradient even where the layer's input needs none. @param {Layer} layer */
export const recurrentOperations = (layer) => 2 * (layerKinds[layer.type].recurrent?.(layer) ?? 0)
