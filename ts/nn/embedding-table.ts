import { ShapeError } from '../errors.js'
import { checkTable, paddingRow } from '../ops/embedding.js'
import { nameOf } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import { addressForUpdate, beginOperation } from '../runtime/residency.js'
import { zeros } from '../tensor/creation.js'
import { bytesPerElement } from '../tensor/dtype.js'
import type { Tensor } from '../tensor/tensor.js'
import { normal } from './init/index.js'
import { Module } from './module.js'
import { Parameter } from './parameter.js'
import { settingsText } from './settings-text.js'

/** What embeddings share: a table of n rows of d numbers, and the row among them that is for padding. */
export abstract class EmbeddingTable extends Module {
  readonly numEmbeddings: number
  readonly embeddingDim: number
  /** The row for padding, counted from the front; null for none. */
  readonly paddingIdx: number | null
  weight: Parameter

  constructor(numEmbeddings: number, embeddingDim: number, paddingIdx: number | undefined, weight?: Parameter) {
    super()
    const op = new.target.name
    for (const [name, size] of Object.entries({ numEmbeddings, embeddingDim })) {
      if (typeof size !== 'number') throw new TypeError(`${op}: expected ${name} as a number, got ${nameOf(size)}`)
      if (!Number.isInteger(size) || size < 1) {
        throw new ShapeError(op, { expected: `${name} to be a whole number of at least 1`, got: String(size) })
      }
    }
    const padding = paddingRow(op, paddingIdx, numEmbeddings)
    this.numEmbeddings = numEmbeddings
    this.embeddingDim = embeddingDim
    this.paddingIdx = padding === -1 ? null : padding
    this.weight = weight ?? drawn(op, numEmbeddings, embeddingDim, padding)
  }

  protected override describe(): string {
    const { numEmbeddings, embeddingDim, paddingIdx } = this
    const padding = paddingIdx === null ? {} : { paddingIdx }
    return settingsText({ numEmbeddings, embeddingDim, ...padding })
  }
}

/** A table around a tensor's own elements, and its sizes. @throws ShapeError, DTypeError, IndexError */
export function pretrained(op: string, table: Tensor, freeze: boolean): [rows: number, width: number, Parameter] {
  const [rows, width] = checkTable(op, table)
  return [rows, width, new Parameter(table, { requiresGrad: !freeze })]
}

function drawn(op: string, rows: number, width: number, padding: number): Parameter {
  const weight = new Parameter(zeros([rows, width]))
  normal(weight)
  if (padding === -1) return weight
  beginOperation()
  const start = padding * width * bytesPerElement(weight.dtype)
  check(kernels.fill(addressForUpdate(weight.storage, op) + start, width, 0))
  return weight
}
