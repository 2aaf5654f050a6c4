const kernels = (path) => `crates/kernels/src/recurrent/${path}`
const ops = (path) => `ts/ops/recurrent/${path}`

/** Bugs in recurrent layers. */
export const recurrent = [
  {
    name: 'lstm-swaps-gates',
    file: kernels('lstm.rs'),
    find: 'c[j] = f[j] * c_prev[j] + i[j] * g[j];',
    replace: 'c[j] = i[j] * c_prev[j] + f[j] * g[j];',
    bug: 'Input and forget gates are exchanged.',
  },
  {
    name: 'lstm-cell-gradient-forgets-the-output',
    file: kernels('lstm.rs'),
    find: 'let through = dc[j] + dh[j] * o[j] * (T::ONE - tanh_c[j] * tanh_c[j]);',
    replace: 'let through = dc[j] + dh[j] * o[j];',
    bug: 'The derivative of tanh(c) is taken for 1.',
  },
  {
    name: 'gru-reset-before-the-product',
    file: kernels('gru.rs'),
    find: 'dn_h[j] = new * r[j];',
    replace: 'dn_h[j] = new;',
    bug: 'The gradient of the new gate’s recurrent part passes the reset gate by.',
  },
  {
    name: 'reverse-direction-looks-forward',
    file: ops('recurrence.ts'),
    find: 'const back = reverse ? bytes : -bytes',
    replace: 'const back = -bytes',
    bug: 'The reverse direction takes the state of the step that comes next for it.',
  },
  {
    name: 'recurrent-weights-miss-the-initial-state',
    file: ops('recurrence-backward.ts'),
    find: 'if (initial !== 0) {',
    replace: 'if (initial !== 0 && !reverse) {',
    bug: 'Backwards in time, the initial state adds nothing to the gradient of the recurrent weights.',
  },
  {
    name: 'last-state-of-the-longest',
    file: kernels('mod.rs'),
    find: 'self.lengths.is_none_or(|lengths| self.time < lengths[row])',
    replace: 'self.lengths.is_none_or(|lengths| self.time <= lengths[row])',
    bug: 'Every sequence runs a step too far.',
  },
  {
    name: 'outputs-beyond-the-ends',
    file: ops('recurrence.ts'),
    find: 'const output = lengths === null ? states : withoutRest(op, states, lengths, sizes)',
    replace: 'const output = states',
    bug: 'Outputs go on beyond the ends of sequences.',
  },
]
