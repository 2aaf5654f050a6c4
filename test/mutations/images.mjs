const at = (path) => `crates/kernels/src/${path}`

/** Bugs in convolutions and pools, and in what layers make of them. */
export const images = [
  {
    name: 'line-dots-take-what-follows',
    file: at('convolution/line_dots.rs'),
    find: 'R::keep(load(tap), mask)',
    replace: 'load(tap)',
    bug: 'The gradient of few weights multiplies what stands behind a line by zero: an infinity there makes it NaN.',
  },
  {
    name: 'weight-gradient-keeps-last-block',
    file: at('convolution/weight_gradient.rs'),
    find: 'accumulate = true;',
    replace: 'accumulate = false;',
    bug: 'Each block of positions overwrites the gradient of the weight that the blocks before made.',
  },
  {
    name: 'fold-adds-neighbouring-rows',
    file: at('convolution/fold.rs'),
    find: 'R::plus(*sum, R::keep(products, mask))',
    replace: 'R::plus(*sum, products)',
    bug: 'Taps at the edge of a plane add products of the rows before and after.',
  },
  {
    name: 'fold-ignores-row-stride',
    file: at('convolution/fold.rs'),
    find: 'stride if i % stride == 0 => i / stride,',
    replace: 'stride if i % stride < stride => i / stride,',
    bug: 'Rows that a stride skips get what belongs to the row before them.',
  },
  {
    name: 'depthwise-gradient-takes-what-follows',
    file: at('convolution/depthwise_gradient.rs'),
    find: '|values| R::keep(values, mask)',
    replace: '|values| values',
    bug: 'The gradient of depthwise weights multiplies what stands behind a row by zero.',
  },
  {
    name: 'depthwise-ignores-row-stride',
    file: at('convolution/depthwise.rs'),
    find: '(c.y.stride * self.pitch).min(values.len())',
    replace: 'self.pitch.min(values.len())',
    bug: 'A depthwise convolution moves down by one row whatever its stride is.',
  },
  {
    name: 'max-pool-pads-with-zero',
    file: at('pooling/max_panel.rs'),
    find: '.unwrap_or(R::NEG_INFINITY)',
    replace: '.unwrap_or(R::ZERO)',
    bug: 'A window of negative numbers that hangs over the edge has 0 as its largest.',
  },
  {
    name: 'sequential-pools-first-with-indices',
    file: 'ts/nn/sequential.ts',
    find: 'return !(layer as MaxPool1d<boolean> | MaxPool2d<boolean>).returnIndices',
    replace: 'return true',
    bug: 'A pool that gives its indices out is taken before the ReLU: windows of negative numbers name another place.',
  },
]
