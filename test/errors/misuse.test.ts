import * as g from 'grad128'
import { data, Grad128Error, io, memory, nn, optim, type Tensor, tensor, train, zeros } from 'grad128'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const F = nn.functional
const a = tensor([[1, 2, 3]])
const b = tensor([
  [1, 2],
  [3, 4],
])
const vector = tensor([1, 2, 3])
const whole = tensor(new Int32Array([0, 1]))
const truth = tensor([true, false])
const logits = zeros([2, 3])
const labels = (...values: number[]) => tensor(new Int32Array(values))
const parameters = () => [tensor([1, 2], { requiresGrad: true })]
/** Wrong on purpose, which the types would not let pass. */
const wrong = (value: unknown) => value as never

function released(): Tensor {
  const t = tensor([
    [1, 2],
    [3, 4],
  ])
  t.dispose()
  return t
}

const shapes: Record<string, () => unknown> = {
  'add of shapes that do not broadcast': () => a.add(b),
  'matmul of inner sizes that differ': () => a.matmul(b),
  'matmul of a tensor without dimensions': () => tensor(1).matmul(a),
  'matmul of stacks that do not broadcast': () => zeros([2, 3, 4]).matmul(zeros([3, 4, 5])),
  'linear with a weight of other inputs': () => F.linear(a, zeros([5, 4])),
  'linear with a bias of other outputs': () => F.linear(a, zeros([5, 3]), zeros([4])),
  'reshape to another size': () => a.reshape([2, 2]),
  'reshape with two open sizes': () => a.reshape([-1, -1]),
  'expand of a size that is not 1': () => a.expand([1, 6]),
  'flatten backwards': () => zeros([2, 3, 4]).flatten(2, 1),
  'a ragged array': () => tensor([[1, 2], [3]] as number[][]),
  'an array of mixed depth': () => tensor(wrong([[1], 2])),
  'elements that do not fill the shape': () => tensor([1, 2, 3], { shape: [2, 2] }),
  'a negative size': () => zeros([2, -1]),
  'a fractional size': () => zeros([1.5]),
  'a size beyond every memory': () => zeros([2 ** 53]),
  'more elements than any memory holds': () => zeros([65536, 65536]),
  'too many bytes': () => zeros([32768, 65536]),
  'nine dimensions': () => zeros([1, 1, 1, 1, 1, 1, 1, 1, 1]),
  'max of nothing': () => zeros([0]).max(),
  'item of several elements': () => a.item(),
  'where of three shapes that do not fit': () => g.where(truth, a, b),
  'cat of sizes that differ': () => g.cat([a, b], 1),
  'stack of shapes that differ': () => g.stack([a, b]),
  'split into sizes that do not add up': () => a.split([1, 1], 1),
  'mm of vectors': () => vector.mm(vector),
  'dot of lengths that differ': () => vector.dot(zeros([4])),
  'copyFrom of another size': () => zeros([2]).copyFrom(new Float32Array(3)),
  'a dataset of sizes that differ': () => new data.TensorDataset(a, b),
  'Linear without inputs': () => new nn.Linear(0, 3),
  'prelu with a weight for other channels': () => F.prelu(zeros([2, 3]), zeros([2])),
  'crossEntropy of other labels': () => F.crossEntropy(logits, labels(0, 1, 2)),
  'binaryCrossEntropy of other shapes': () => F.binaryCrossEntropy(a, b),
  'einsum of sizes that differ': () => g.einsum('ij,jk->ik', a, b),
  'einsum of a diagonal of sizes that differ': () => g.einsum('ii->i', a),
  'several indices into no dimension': () => tensor(1).indexSelect(0, labels(0, 0)),
}

const dtypes: Record<string, () => unknown> = {
  'a fraction in int32': () => tensor([0.5], { dtype: 'int32' }),
  'NaN in int32': () => tensor([Number.NaN], { dtype: 'int32' }),
  'a number beyond int32': () => tensor([2 ** 31], { dtype: 'int32' }),
  'two in bool': () => tensor([2], { dtype: 'bool' }),
  'a gradient of whole numbers': () => tensor(new Int32Array(2), { requiresGrad: true }),
  'requiresGrad on truth values': () => {
    tensor([true]).requiresGrad = true
  },
  'labels as real numbers': () => F.crossEntropy(logits, tensor([0, 1])),
  'nllLoss with truth values': () => F.nllLoss(logits, truth),
  'where with a real condition': () => g.where(tensor([1, 0]), vector, vector),
  'linear of whole numbers': () => F.linear(whole, zeros([3, 2])),
  'indices as real numbers': () => a.indexSelect(1, tensor([0])),
  'a parameter of whole numbers': () => new nn.Parameter(whole),
  'NaN among whole numbers': () => whole.maskedFill(truth, Number.NaN),
  'padding beyond int32': () => whole.pad([1, 1], { value: 2 ** 31 }),
}

const positions: Record<string, () => unknown> = {
  'a label beyond the classes': () => F.crossEntropy(logits, labels(0, 3)),
  'a negative label': () => F.nllLoss(logits, labels(-1, 0)),
  'a dimension beyond the last': () => a.sum({ dim: 2 }),
  'a dimension before the first': () => a.softmax(-3),
  'a fractional dimension': () => a.sum({ dim: 0.5 }),
  'a dimension named twice': () => a.sum({ dim: [0, -2] }),
  'a permutation that is none': () => a.permute([0, 0]),
  'transpose of a dimension that is not there': () => a.transpose(0, 2),
  'select beyond the size': () => a.select(1, 3),
  'narrow beyond the size': () => a.narrow(1, 2, 2),
  'an index beyond the size': () => a.indexSelect(1, labels(0, 3)),
  'gather of a negative index': () => a.gather(1, tensor(new Int32Array([-1]), { shape: [1, 1] })),
  'take before the first': () => vector.take(labels(-1, -4)),
  'a split of no dimension': () => tensor(1).split(1),
  'oneHot of more classes': () => g.oneHot(labels(0, 5), 3),
  'a row that a dataset has not': () => new data.TensorDataset(a).get(1),
}

const values: Record<string, () => unknown> = {
  'SGD without a rate': () => new optim.SGD(parameters(), wrong({})),
  'SGD with a negative rate': () => new optim.SGD(parameters(), { lr: -0.1 }),
  'SGD with Nesterov and no momentum': () => new optim.SGD(parameters(), { lr: 0.1, nesterov: true }),
  'Adam with a negative rate': () => new optim.Adam(parameters(), { lr: -1 }),
  'Adam with a beta of 1': () => new optim.Adam(parameters(), { betas: [0.9, 1] }),
  'AdamW with a negative decay': () => new optim.AdamW(parameters(), { weightDecay: -0.1 }),
  'RMSprop with an infinite rate': () => new optim.RMSprop(parameters(), { lr: Number.POSITIVE_INFINITY }),
  'a group with a negative rate': () => new optim.SGD([{ params: parameters(), lr: -1 }], { lr: 0.1 }),
  'an optimizer of nothing': () => new optim.Adam([]),
  'a parameter twice': () => new optim.Adam([...[parameters()].flatMap(([p]) => [p as Tensor, p as Tensor])]),
  'dropout beyond 1': () => new nn.Dropout(1.5),
  'dropout of NaN': () => F.dropout(a, { p: Number.NaN }),
  'labelSmoothing beyond 1': () => F.crossEntropy(logits, labels(0, 1), { labelSmoothing: 2 }),
  'probabilities beyond 1': () => F.binaryCrossEntropy(tensor([1.5]), tensor([1])),
  'a seed below 0': () => g.manualSeed(-1),
  'arange away from its end': () => g.arange(0, 10, -1),
  'randint of an empty range': () => g.randint(3, 3, [2]),
  'a negative deviation': () => g.normal(0, -1, [2]),
  'a negative power of whole numbers': () => whole.pow(-1),
  'topk of more than there are': () => vector.topk(4),
  'a batch of no samples': () => new data.DataLoader(new data.TensorDataset(a), { batchSize: 0 }),
  'reflection beyond the size': () => vector.pad([3, 0], { mode: 'reflect' }),
  'an equation that cannot be read': () => g.einsum('ij->', a, b),
  'an asynchronous scope': () => g.scope(async () => a),
  'a state of other parameters': () => new nn.Linear(2, 2).loadStateDict({ weight: zeros([2, 2]) }),
  'a state of other shapes': () => new nn.Linear(2, 2).loadStateDict({ weight: zeros([2, 3]), bias: zeros([2]) }),
  'tier after the first tensor': () => g.configure({ tier: 'simd' }),
  'a clipping norm below 0': () => nn.utils.clipGradNorm(parameters(), -1),
}

const graphs: Record<string, () => unknown> = {
  'backward of what was not recorded': () => vector.sum().backward(),
  'backward of several elements': () => tensor([1, 2], { requiresGrad: true }).mul(2).backward(),
  'backward with a gradient of another shape': () => tensor([1], { requiresGrad: true }).mul(2).backward(vector),
  'backward twice': () => {
    const y = tensor([1], { requiresGrad: true }).mul(2)
    y.backward()
    y.backward()
  },
  'backward after a change in place': () => {
    const w = tensor([1, 2], { requiresGrad: true })
    const optimizer = new optim.SGD([w], { lr: 0.1 })
    const y = w.mul(w).sum()
    y.backward(undefined, { retainGraph: true })
    optimizer.step()
    y.backward()
  },
  'a gradient of what was not used': () => g.grad(tensor([1], { requiresGrad: true }).mul(2), parameters()),
  'copyFrom while the values are needed': () => {
    const w = tensor([1, 2], { requiresGrad: true })
    w.mul(w)
    w.copyFrom(new Float32Array(2))
  },
  'training what is no leaf': () => new optim.Adam([tensor([1], { requiresGrad: true }).mul(2)]),
  'a released tensor in an operation': () => released().add(1),
  'a released tensor read': () => released().data(),
  'a released tensor in a loss': () => F.mseLoss(released(), b),
  'a tensor that its scope released': () => {
    let inner: Tensor = a
    g.scope(() => {
      inner = b.mul(2)
    })
    return inner.sum()
  },
}

const types: Record<string, () => unknown> = {
  'an option that nobody knows': () => new nn.Linear(2, 2, wrong({ biased: true })),
  'an option of another optimizer': () => new optim.Adam(parameters(), wrong({ momentum: 0.9 })),
  'an option that a reduction lacks': () => a.sum(wrong({ axis: 0 })),
  'an option that a loss lacks': () => new nn.CrossEntropyLoss(wrong({ weights: a })),
  'an option that a loader lacks': () => new data.DataLoader(new data.TensorDataset(a), wrong({ batch_size: 2 })),
  'an option that tensor lacks': () => tensor([1], wrong({ requires_grad: true })),
  'an option in a group': () => new optim.SGD([wrong({ params: parameters(), rate: 1 })], { lr: 0.1 }),
  'an option of another type': () => new nn.Linear(2, 2, wrong({ bias: 'yes' })),
  'a reduction that is none': () => F.mseLoss(a, a, wrong({ reduction: 'average' })),
  'a dtype of another precision': () => zeros([1], wrong({ dtype: 'float64' })),
  'a list for options': () => a.sum(wrong([0])),
  'a string as a weight': () => a.lerp(a, wrong('0.5')),
  'clamp without bounds': () => a.clamp(),
  'max over several dimensions': () => a.max(wrong({ dim: [0, 1] })),
  'a string as an operand': () => a.add(wrong('1')),
  'an array as a tensor': () => g.exp(wrong([1, 2])),
  'a string among the data': () => tensor(wrong([1, '2'])),
  'no data': () => tensor(wrong(undefined)),
  'a shape that is a number': () => zeros(wrong(3)),
  'a layer that is none': () => new nn.Sequential(wrong(a)),
  'a scope of no function': () => g.scope(wrong(1)),
  'fit without epochs': () => train.fit(new nn.Linear(1, 1), wrong({})),
  'a path that is none': () => io.loadSafetensors(wrong(1)),
}

async function caught(run: () => unknown): Promise<Error> {
  try {
    await run()
  } catch (error) {
    return error as Error
  }
  throw new Error('Nothing was thrown')
}

let before = memory()
beforeEach(() => {
  g.ones([2]).sum() // the core runs
  before = memory()
})
afterEach(() => {
  expect(memory().arenaBytes, 'nothing was allocated').toBe(before.arenaBytes)
  expect(g.ones([4]).sum().item(), 'the library works on').toBe(4)
})

const tables = { shapes, dtypes, positions, values, graphs }

describe.each(Object.entries(tables))('%s', (_, cases) => {
  test.each(Object.entries(cases))('%s', async (_, run) => {
    const error = await caught(run)
    expect(error).toBeInstanceOf(Grad128Error)
    const { name, code, op, message } = error as Grad128Error
    expect(message.startsWith(`${op}: `)).toBe(true)
    expect(`${name} ${code}\n${message}`).toMatchSnapshot()
  })
})

describe('wrong JavaScript types and options', () => {
  test.each(Object.entries(types))('%s', async (_, run) => {
    const error = await caught(run)
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toMatchSnapshot()
  })
})
