import { type BagMode, embeddingBag } from '../ops/embedding-bag.js'
import { oneOf, withDefaults } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import type { EmbeddingOptions, PretrainedEmbeddingOptions } from './embedding.js'
import { EmbeddingTable, pretrained } from './embedding-table.js'
import type { Parameter } from './parameter.js'

interface BagOptions {
  /** What becomes of the rows of a bag. Default `mean`. */
  mode?: BagMode | undefined
  /** Whether the offsets end with the number of indices, as in compressed sparse rows. Default false. */
  includeLastOffset?: boolean | undefined
}

export interface EmbeddingBagOptions extends EmbeddingOptions, BagOptions {}

export interface PretrainedEmbeddingBagOptions extends PretrainedEmbeddingOptions, BagOptions {}

interface Settings {
  mode: BagMode
  includeLastOffset: boolean
  paddingIdx: number | undefined
}

const DEFAULTS: Settings = { mode: 'mean', includeLastOffset: false, paddingIdx: undefined }

/**
 * Sum, mean or maximum of the vectors of a bag of tokens; 0 for an empty one. Same as torch.nn.EmbeddingBag; `max_norm`,
 * `scale_grad_by_freq` and `sparse` are not there.
 *
 * weight [n, d], standard normal at first; x int32 [bags, length], or [m] with offsets [bags] → y [bags, d].
 */
export class EmbeddingBag extends EmbeddingTable {
  readonly mode: BagMode
  readonly includeLastOffset: boolean

  /**
   * @param weight the table itself; see `fromPretrained`
   * @throws ShapeError when a size is no whole number of at least 1, IndexError for a padding row beyond the table
   */
  constructor(numEmbeddings: number, embeddingDim: number, options?: EmbeddingBagOptions, weight?: Parameter) {
    const op = 'EmbeddingBag'
    const { mode, includeLastOffset, paddingIdx } = withDefaults<Settings>(op, options, DEFAULTS)
    oneOf(op, 'mode', mode, ['sum', 'mean', 'max'])
    super(numEmbeddings, embeddingDim, paddingIdx, weight)
    this.mode = mode
    this.includeLastOffset = includeLastOffset
  }

  /**
   * A layer around a table [n, d] that is there already, whose elements it shares. Same as
   * torch.nn.EmbeddingBag.from_pretrained.
   *
   * @throws ShapeError, DTypeError, IndexError
   */
  static fromPretrained(table: Tensor, options?: PretrainedEmbeddingBagOptions): EmbeddingBag {
    const op = 'EmbeddingBag.fromPretrained'
    const { freeze, ...settings } = withDefaults<Settings & { freeze: boolean }>(op, options, {
      ...DEFAULTS,
      freeze: true,
    })
    const [rows, width, weight] = pretrained(op, table, freeze)
    return new EmbeddingBag(rows, width, settings, weight)
  }

  /**
   * @param offsets where each bag begins, for x of one dimension: int32, the first one 0
   * @param options `perSampleWeights`: a factor for each index, with mode `sum`
   * @throws IndexError for an index outside 0 … n − 1, ShapeError, DTypeError, ValueError as nn.functional.embeddingBag
   */
  forward(x: Tensor, offsets?: Tensor, options?: { perSampleWeights?: Tensor | undefined }): Tensor {
    const { perSampleWeights } = withDefaults('EmbeddingBag.forward', options, {
      perSampleWeights: undefined as Tensor | undefined,
    })
    const { mode, includeLastOffset, paddingIdx } = this
    return embeddingBag(x, this.weight, {
      offsets,
      mode,
      perSampleWeights,
      includeLastOffset,
      paddingIdx: paddingIdx ?? undefined,
    })
  }

  protected override describe(): string {
    return `${super.describe()}, mode='${this.mode}'`
  }
}
