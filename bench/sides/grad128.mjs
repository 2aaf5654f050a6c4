import { backendInfo, grad, keep, nn, noGrad, scope, tensor } from 'grad128'
import { makeModel } from './grad128-layers.mjs'
import { makeOptimizer, trainer } from './grad128-training.mjs'
import { trainingTask } from './training-task.mjs'

const elementwise = {
  copy: (x) => x.clone(),
  add: (x, y) => x.add(y),
  mul: (x, y) => x.mul(y),
  relu: (x) => nn.functional.relu(x),
  exp: (x) => x.exp(),
  log: (x) => x.log(),
  tanh: (x) => x.tanh(),
  sigmoid: (x) => x.sigmoid(),
  gelu: (x) => nn.functional.gelu(x),
}

/** An operation whose result is released at once. @param {() => import('grad128').Tensor} compute */
const released = (compute) => ({
  result: () => scope(() => compute().data()),
  run: () => scope(() => void compute()),
})

/** @type {import('../harness/side.mjs').Kinds} */
const kinds = {
  matmul({ m, n, k, leftTransposed, rightTransposed }, { a, b }) {
    const left = leftTransposed ? tensor(a, { shape: [k, m] }).transpose(0, 1) : tensor(a, { shape: [m, k] })
    const right = rightTransposed ? tensor(b, { shape: [n, k] }).transpose(0, 1) : tensor(b, { shape: [k, n] })
    return released(() => left.matmul(right))
  },

  elementwise({ operation }, inputs) {
    const x = tensor(inputs.x)
    const y = inputs.y && tensor(inputs.y)
    return released(() => elementwise[operation](x, y))
  },

  reduction({ operation, rows, columns, dim }, inputs) {
    const x = tensor(inputs.x, { shape: [rows, columns] })
    if (operation === 'softmax') return released(() => x.softmax(dim))
    return released(() => (dim === undefined ? x.sum() : x.sum({ dim })))
  },

  layer({ layer, shape, gradientOf }, inputs) {
    const model = makeModel([layer], inputs.parameters)
    model.requiresGrad(false)
    const x = tensor(inputs.x, { shape })
    if (gradientOf === undefined) return released(() => model.forward(x))
    const target = gradientOf === 'input' ? x : model.parameters()[0]
    target.requiresGrad = true
    const y = model.forward(x)
    const dy = tensor(inputs.dy, { shape: y.shape })
    return released(() => grad(y, target, { gradOutputs: dy, retainGraph: true })[0])
  },

  smallOp({ mode, scoped }, inputs) {
    const x = tensor(inputs.x, { requiresGrad: mode !== 'forward' })
    const [y, dy] = [tensor(inputs.y), tensor(inputs.dy)]
    const compute = () => x.mul(y)
    if (mode !== 'backward') return scoped ? released(compute) : { ...released(compute), run: () => void compute() }
    const backward = () => {
      compute().backward(dy)
      const { grad } = x
      x.grad = null
      return grad
    }
    return released(backward)
  },

  optimizer({ optimizer: options, lengths, checkedSteps }, { parameters, gradients }) {
    let start = 0
    const params = lengths.map((length) => {
      const part = (values) => tensor(values.subarray(start, start + length))
      const parameter = new nn.Parameter(part(parameters))
      parameter.grad = keep(part(gradients))
      start += length
      return parameter
    })
    const optimizer = makeOptimizer(params, options)
    return {
      result() {
        for (let i = 0; i < checkedSteps; i++) optimizer.step()
        return params.flatMap((parameter) => [...parameter.data()])
      },
      run: () => optimizer.step(),
    }
  },

  inference({ sample, layers }, inputs) {
    const model = makeModel(layers, inputs.parameters).eval()
    const compute = () => noGrad(() => model.forward(tensor(inputs.x, { shape: [1, ...sample] })).data())
    return { result: compute, run: () => void compute() }
  },

  training: (row, inputs) => trainingTask(trainer(row, inputs.parameters), row, inputs),
}

/** This library. */
export function open() {
  const { version, tier, tile } = backendInfo()
  return { version, details: `${tier}, tile ${tile}`, kinds }
}
