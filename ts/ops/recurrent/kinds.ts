import { check, kernels } from '../../runtime/kernels.js'

/** Gates that stand side by side in a buffer, and the rows of the weights that they belong to. */
export interface GateBlock {
  /** The first one's place among the gates' gradients. */
  column: number
  /** Its place among the gates of the weights. */
  row: number
  count: number
}

/**
 * One step of a layer, as addresses: `gates` (for a plain layer the state itself), states and cell states before and
 * after, and what the derivative will want. The previous state's product with the recurrent weights has been added to
 * the gates, or stands in `recurrent` where its part is used apart.
 */
export interface StepForward {
  gates: number
  recurrent: number
  hPrev: number
  h: number
  cPrev: number
  c: number
  extra: number
}

/** The same backwards: `dy` of the output, `dh` and `dc` from the next step, `d` for the gates' gradients. */
export interface StepBackward extends StepForward {
  dy: number
  dh: number
  dc: number
  d: number
}

/** Lengths of the sequences (0: all have every step), which step it is, sizes. */
export type Where = readonly [lengths: number, time: number, batch: number, hidden: number]

/** What distinguishes the layers. Sizes are multiples of the hidden size. */
export interface Kind {
  /** Gates of the weights, in torch's order. */
  gates: number
  /** Whether the gates have a buffer of their own. */
  hasGates: boolean
  hasCell: boolean
  /** Whether the product of the previous state stands apart from the gates, with its own bias. */
  isApart: boolean
  /** Gradients of gates for a step. */
  gradients: number
  /** Which gradients go through the input's weights. */
  inputBlocks: readonly GateBlock[]
  /** Which go through the recurrent weights: one block. */
  hiddenBlock: GateBlock
  step(at: StepForward, where: Where): void
  stepBackward(at: StepBackward, where: Where): void
}

function plain(rectified: boolean): Kind {
  const all = { column: 0, row: 0, count: 1 }
  return {
    gates: 1,
    hasGates: false,
    hasCell: false,
    isApart: false,
    gradients: 1,
    inputBlocks: [all],
    hiddenBlock: all,
    step: ({ hPrev, h }, where) => check(kernels.rnn_step(hPrev, h, rectified, ...where)),
    stepBackward: ({ h, dy, dh, d }, where) => check(kernels.rnn_step_backward(h, dy, dh, d, rectified, ...where)),
  }
}

const allFour = { column: 0, row: 0, count: 4 }

/** h = tanh or relu of the sum; lstm: i, f, g, o, where `extra` is tanh(c); gru: r, z, n, where it is n's recurrent part. */
export const kinds = {
  tanh: plain(false),
  relu: plain(true),
  lstm: {
    gates: 4,
    hasGates: true,
    hasCell: true,
    isApart: false,
    gradients: 4,
    inputBlocks: [allFour],
    hiddenBlock: allFour,
    step: ({ gates, cPrev, c, extra, hPrev, h }, where) =>
      check(kernels.lstm_step(gates, cPrev, c, extra, hPrev, h, ...where)),
    stepBackward: ({ gates, cPrev, extra, dy, dh, dc, d }, where) =>
      check(kernels.lstm_step_backward(gates, cPrev, extra, dy, dh, dc, d, ...where)),
  },
  gru: {
    gates: 3,
    hasGates: true,
    hasCell: false,
    isApart: true,
    // n, r, z, and n's recurrent part: the first three go through the input's weights, the last three through the others.
    gradients: 4,
    inputBlocks: [
      { column: 1, row: 0, count: 2 },
      { column: 0, row: 2, count: 1 },
    ],
    hiddenBlock: { column: 1, row: 0, count: 3 },
    step: ({ gates, recurrent, extra, hPrev, h }, where) =>
      check(kernels.gru_step(gates, recurrent, extra, hPrev, h, ...where)),
    stepBackward: ({ gates, extra, hPrev, dy, dh, d }, where) =>
      check(kernels.gru_step_backward(gates, extra, hPrev, dy, dh, d, ...where)),
  },
} satisfies Record<string, Kind>

export type KindName = keyof typeof kinds
