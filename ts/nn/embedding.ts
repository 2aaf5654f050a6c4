import { embedding } from '../ops/embedding.js'
import { withDefaults } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { EmbeddingTable, pretrained } from './embedding-table.js'
import type { Parameter } from './parameter.js'

export interface EmbeddingOptions {
  /** The row for padding: zeros at first, and it gets no gradient. Negative ones count from the end. */
  paddingIdx?: number | undefined
}

export interface PretrainedEmbeddingOptions extends EmbeddingOptions {
  /** Whether the table stays as it is. Default true. */
  freeze?: boolean | undefined
}

interface Settings {
  paddingIdx: number | undefined
}

/**
 * y[…] = weight[x[…]]: a learnt vector for each of n tokens. Same as torch.nn.Embedding; `max_norm`,
 * `scale_grad_by_freq` and `sparse` are not there.
 *
 * weight [n, d], standard normal at first; x int32 of any shape → y [..., d].
 */
export class Embedding extends EmbeddingTable {
  /**
   * @param weight the table itself; see `fromPretrained`
   * @throws ShapeError when a size is no whole number of at least 1, IndexError for a padding row beyond the table
   */
  constructor(numEmbeddings: number, embeddingDim: number, options?: EmbeddingOptions, weight?: Parameter) {
    const { paddingIdx } = withDefaults<Settings>('Embedding', options, { paddingIdx: undefined })
    super(numEmbeddings, embeddingDim, paddingIdx, weight)
  }

  /**
   * A layer around a table [n, d] that is there already, whose elements it shares; the row for padding stays as it is.
   * Same as torch.nn.Embedding.from_pretrained.
   *
   * @throws ShapeError, DTypeError, IndexError
   */
  static fromPretrained(table: Tensor, options?: PretrainedEmbeddingOptions): Embedding {
    const op = 'Embedding.fromPretrained'
    const { freeze, paddingIdx } = withDefaults<Settings & { freeze: boolean }>(op, options, {
      freeze: true,
      paddingIdx: undefined,
    })
    const [rows, width, weight] = pretrained(op, table, freeze)
    return new Embedding(rows, width, { paddingIdx }, weight)
  }

  /** @throws IndexError for an index outside 0 … n − 1, DTypeError when they are not int32 */
  forward(x: Tensor): Tensor {
    return embedding(x, this.weight, { paddingIdx: this.paddingIdx ?? undefined })
  }
}
