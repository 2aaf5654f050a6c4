import { noGrad } from '../../autograd/grad-mode.js'
import { crossEntropy } from '../../ops/cross-entropy.js'
import { assertInt32 } from '../../ops/declare/operand.js'
import { withDefaults } from '../../options.js'
import { data, item } from '../../tensor/read.js'
import { assertTensors } from './class-pairs.js'
import { type CountedMetric, counted } from './counted.js'
import { checkedIgnoreIndex, type IgnoreIndexOptions } from './options.js'
import { mergeRatios, type Ratio, ratio } from './ratio.js'

const op = 'perplexity'

function read(options: IgnoreIndexOptions | undefined): number {
  const { ignoreIndex } = withDefaults(op, options, { ignoreIndex: -100 })
  return checkedIgnoreIndex(op, ignoreIndex) as number
}

/**
 * exp of the mean cross-entropy over all tokens that count: among how many equally likely ones a language model seems
 * to choose. Logits [N, C, …] and int32 classes [N, …], of which −100 (`ignoreIndex`) count for nothing, as in
 * crossEntropy. Same as torchmetrics.text.Perplexity.
 *
 * @throws ShapeError, DTypeError, IndexError as crossEntropy
 */
export const perplexity: CountedMetric<IgnoreIndexOptions> = counted<Ratio, IgnoreIndexOptions>(
  {
    count(prediction, target, options) {
      const ignoreIndex = read(options)
      assertTensors(op, prediction, target)
      assertInt32(op, target, 'target')
      const sum = noGrad(() => item(crossEntropy(prediction, target, { ignoreIndex, reduction: 'sum' })))
      let count = 0
      for (const label of data(target)) if (label !== ignoreIndex) count++
      return { sum, count }
    },
    merge: mergeRatios,
    value: (all) => Math.exp(ratio(all)),
  },
  read,
)
