import { noGrad } from '../autograd/grad-mode.js'
import { ShapeError } from '../errors.js'
import type { Module } from '../nn/module.js'
import { nameOf } from '../options.js'
import { fromBuffer } from '../tensor/conversion.js'
import { type TypedArray, viewOf } from '../tensor/dtype.js'
import { data } from '../tensor/read.js'
import { sameShape, show } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'
import { type BatchSource, checkBatchSource, noBatches } from './batches.js'
import { Breather } from './breather.js'
import { eachBatch } from './each-batch.js'
import { checkModel } from './evaluate.js'
import { rememberModes } from './module-modes.js'

/**
 * What a model makes of an input, or of all batches of a loader one after the other, in evaluation mode and without
 * recording. Of a batch `[input, target]` the target is left out. The modules' modes are put back afterwards.
 *
 * @throws ValueError when there is no batch
 */
export async function predict(model: Module, x: Tensor | BatchSource): Promise<Tensor> {
  const op = 'predict'
  checkModel(op, model)
  const forward = model.forward as (...inputs: readonly unknown[]) => unknown
  const run = (inputs: readonly unknown[]) => forward.apply(model, inputs as unknown[])
  const restoreModes = rememberModes(model)
  try {
    model.eval()
    if (x instanceof Tensor) return noGrad(() => run([x])) as Tensor
    checkBatchSource(op, 'x', x)
    const outputs: Part[] = []
    const breather = new Breather()
    await eachBatch(x, undefined, async (batch) => {
      outputs.push(noGrad(() => toPart(op, run(inputsOf(batch)))))
      await breather.rest()
      return true
    })
    return join(op, outputs)
  } finally {
    restoreModes()
  }
}

/** The output of one batch, out of the way of the next one's memory. */
interface Part {
  readonly elements: TypedArray
  readonly tensor: Pick<Tensor, 'shape' | 'dtype'>
}

function inputsOf(batch: unknown): readonly unknown[] {
  if (!Array.isArray(batch)) return [batch]
  return batch.length > 1 ? batch.slice(0, -1) : batch
}

function toPart(op: string, output: unknown): Part {
  if (output instanceof Tensor && output.ndim > 0) {
    return { elements: data(output), tensor: { shape: output.shape, dtype: output.dtype } }
  }
  throw new TypeError(`${op}: expected the model to give one tensor a batch, got ${nameOf(output)}`)
}

/** The parts one after the other along the first dimension. */
function join(op: string, parts: readonly Part[]): Tensor {
  const [first] = parts
  if (first === undefined) throw noBatches(op, 'x')
  const rest = first.tensor.shape.slice(1)
  const { dtype } = first.tensor
  for (const { tensor } of parts) {
    if (sameShape(tensor.shape.slice(1), rest) && tensor.dtype === dtype) continue
    throw new ShapeError(op, {
      expected: `${dtype} outputs of shape [n, ${rest.join(', ')}]`,
      got: `${tensor.dtype} of shape ${show(tensor.shape)}`,
      remedy: 'Predict batches of different shapes one by one',
    })
  }
  const size = parts.reduce((sum, { elements }) => sum + elements.length, 0)
  const joined = viewOf(new ArrayBuffer(size * first.elements.BYTES_PER_ELEMENT), dtype)
  let position = 0
  for (const { elements } of parts) {
    joined.set(elements, position)
    position += elements.length
  }
  const count = parts.reduce((sum, { tensor }) => sum + (tensor.shape[0] as number), 0)
  return fromBuffer(joined.buffer as ArrayBuffer, [count, ...rest], dtype, op)
}
