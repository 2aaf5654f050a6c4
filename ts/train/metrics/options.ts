import { withDefaults } from '../../options.js'
import { assertWhole } from '../../tensor/assert-number.js'

export interface IgnoreIndexOptions {
  /** Targets of this value count for nothing, as the padding of sequences does. Default: all count. */
  ignoreIndex?: number | undefined
}

/** @throws TypeError, ValueError unless it is a whole number */
export function readIgnoreIndex(op: string, options: IgnoreIndexOptions | undefined): number | undefined {
  const { ignoreIndex } = withDefaults<{ ignoreIndex: number | undefined }>(op, options, { ignoreIndex: undefined })
  return checkedIgnoreIndex(op, ignoreIndex)
}

export function checkedIgnoreIndex(op: string, ignoreIndex: number | undefined): number | undefined {
  if (ignoreIndex !== undefined) assertWhole(op, 'ignoreIndex', ignoreIndex)
  return ignoreIndex
}
