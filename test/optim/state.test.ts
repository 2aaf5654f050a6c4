import { DTypeError, type Grad128Error, manualSeed, nn, optim, type Tensor, tensor, ValueError, zeros } from 'grad128'
import { describe, expect, test } from 'vitest'

type Dict = optim.OptimizerStateDict
type Trained = { step(closure?: () => Tensor): Tensor | undefined; stateDict(): Dict; loadStateDict(dict: Dict): void }

const leaf = (...values: number[]) => tensor(values, { requiresGrad: true })
const makers: Record<string, (params: Tensor[]) => Trained> = {
  SGD: (params) => new optim.SGD(params, { lr: 0.05 }),
  'SGD with momentum': (params) => new optim.SGD(params, { lr: 0.05, momentum: 0.9, nesterov: true }),
  Adam: (params) => new optim.Adam(params, { lr: 0.05, weightDecay: 0.1 }),
  'Adam with amsgrad': (params) => new optim.Adam(params, { lr: 0.05, amsgrad: true }),
  AdamW: (params) => new optim.AdamW(params, { lr: 0.05 }),
  RMSprop: (params) => new optim.RMSprop(params, { lr: 0.05 }),
  'RMSprop, centered, with momentum': (params) =>
    new optim.RMSprop(params, { lr: 0.05, momentum: 0.9, centered: true }),
}

function network(seed: number) {
  manualSeed(seed)
  return new nn.Sequential(new nn.Linear(3, 5), new nn.Tanh(), new nn.Linear(5, 2))
}

const x = tensor([
  [1, 2, -1],
  [0.5, -1, 2],
])
const y = tensor(new Int32Array([0, 1]))

function train(model: nn.Module, optimizer: Trained, steps: number): void {
  for (let i = 0; i < steps; i++) {
    const loss = nn.functional.crossEntropy((model as nn.Sequential).forward(x), y)
    model.zeroGrad()
    loss.backward()
    optimizer.step()
  }
}

const bits = (model: nn.Module) => Object.values(model.stateDict()).map((t) => t.data())

describe.each(Object.entries(makers))('%s', (_, make) => {
  test('saved after 4 steps and loaded elsewhere, goes on to the same bits', () => {
    const whole = network(1)
    train(whole, make(whole.parameters()), 9)

    const first = network(1)
    const before = make(first.parameters())
    train(first, before, 4)
    const second = network(2)
    second.loadStateDict(first.stateDict())
    const after = make(second.parameters())
    after.loadStateDict(before.stateDict())
    // The first one moves on: what was loaded is a copy.
    train(first, before, 3)
    train(second, after, 5)
    expect(bits(second)).toEqual(bits(whole))
  })

  test('passes by what has no gradient, and remembers nothing of it', () => {
    const [a, b] = [leaf(1, 2), leaf(3)]
    const optimizer = make([a, b])
    a.sum().backward()
    optimizer.step()
    expect(b.toArray()).toEqual([3])
    expect(a.toArray()).not.toEqual([1, 2])
    expect(Object.keys(optimizer.stateDict().state)).not.toContain('1')
  })
})

describe("torch's layout", () => {
  const stepped = (make: (params: Tensor[]) => Trained) => {
    const params = [leaf(1), leaf(2)]
    const optimizer = make(params)
    for (const p of params) p.sum().backward()
    optimizer.step()
    return optimizer.stateDict()
  }

  test.each([
    ['SGD with momentum', ['momentum_buffer'], ['lr', 'momentum', 'dampening', 'weight_decay', 'nesterov', 'maximize']],
    ['Adam', ['step', 'exp_avg', 'exp_avg_sq'], ['lr', 'betas', 'eps', 'weight_decay', 'amsgrad', 'maximize']],
    ['Adam with amsgrad', ['step', 'exp_avg', 'exp_avg_sq', 'max_exp_avg_sq'], undefined],
    ['RMSprop', ['step', 'square_avg'], ['lr', 'alpha', 'eps', 'weight_decay', 'momentum', 'centered', 'maximize']],
    ['RMSprop, centered, with momentum', ['step', 'square_avg', 'momentum_buffer', 'grad_avg'], undefined],
  ] as const)('%s', (name, state, settings) => {
    const dict = stepped(makers[name] as (params: Tensor[]) => Trained)
    expect(Object.keys(dict)).toEqual(['state', 'param_groups'])
    expect(Object.keys(dict.state)).toEqual(['0', '1'])
    expect(Object.keys(dict.state[1] as object)).toEqual(state)
    const [group] = dict.param_groups
    if (settings !== undefined) expect(Object.keys(group as object)).toEqual([...settings, 'params'])
    expect(group?.params).toEqual([0, 1])
  })

  test('numbers go on through the groups', () => {
    const optimizer = new optim.SGD([{ params: [leaf(1), leaf(2)], lr: 0.5 }, { params: leaf(3) }], { lr: 0.1 })
    const { state, param_groups } = optimizer.stateDict()
    expect(state).toEqual({})
    expect(param_groups.map(({ lr, params }) => [lr, params])).toEqual([
      [0.5, [0, 1]],
      [0.1, [2]],
    ])
  })
})

describe('settings', () => {
  test('belong to groups, and change while training', () => {
    const [a, b] = [leaf(1), leaf(1)]
    const optimizer = new optim.SGD([{ params: [a], lr: 0.5 }, { params: b }], { lr: 0.25 })
    const step = () => {
      optimizer.zeroGrad()
      a.add(b).backward()
      optimizer.step()
      return [a.item(), b.item()]
    }
    expect(step()).toEqual([0.5, 0.75])
    const [first] = optimizer.paramGroups
    if (first !== undefined) first.lr = 2
    expect(step()).toEqual([-1.5, 0.5])
  })

  test('come with a loaded state', () => {
    const from = new optim.Adam([leaf(1)], { lr: 0.3, betas: [0.5, 0.6] })
    const to = new optim.Adam([leaf(1)])
    to.loadStateDict(from.stateDict())
    expect([to.paramGroups[0]?.lr, to.paramGroups[0]?.betas]).toEqual([0.3, [0.5, 0.6]])
  })

  test('maximize climbs', () => {
    const w = leaf(1)
    w.mul(3).backward()
    new optim.SGD([w], { lr: 0.5, maximize: true }).step()
    expect(w.toArray()).toEqual([2.5])
  })

  test('a closure computes the loss first, which is returned', () => {
    const w = leaf(2)
    const optimizer = new optim.SGD([w], { lr: 0.25 })
    const loss = optimizer.step(() => {
      optimizer.zeroGrad()
      const square = w.square().sum()
      square.backward()
      return square
    })
    expect([loss?.item(), w.item()]).toEqual([4, 1])
    expect(new optim.SGD([w], { lr: 0.25 }).step()).toBeUndefined()
  })

  test('zeroGrad drops the gradients of every group', () => {
    const [a, b] = [leaf(1), leaf(1)]
    a.mul(b).backward()
    new optim.Adam([{ params: [a] }, { params: [b] }]).zeroGrad()
    expect([a.grad, b.grad]).toEqual([null, null])
  })
})

describe('a state that does not fit is refused, and changes nothing', () => {
  const moments = () => ({ step: 1, exp_avg: zeros([2]), exp_avg_sq: zeros([2]) })
  const whole = tensor(new Int32Array([1, 2]))
  const fails = (change: (dict: Dict) => unknown): Grad128Error => {
    const optimizer = new optim.Adam([leaf(1, 2)])
    const dict = optimizer.stateDict()
    const groups = () =>
      optimizer.paramGroups.map(({ params, ...settings }) => [params.map((p) => p.toArray()), settings])
    const before = groups()
    let thrown: unknown
    try {
      optimizer.loadStateDict((change(dict) ?? dict) as Dict)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(Error)
    expect(groups()).toEqual(before)
    expect(Object.keys(optimizer.stateDict().state)).toEqual([])
    return thrown as Grad128Error
  }
  const withState = (state: Record<string, unknown>) => fails((dict) => ({ ...dict, state: { 0: state } }))

  test('groups of other sizes', () => {
    const error = fails((dict) => ({ ...dict, param_groups: [{ ...dict.param_groups[0], params: [0, 1] }] }))
    expect(error.message).toBe(
      'Adam.loadStateDict: expected groups of 1 parameters, got groups of 2 parameters. Build the optimizer over the same parameters first',
    )
  })

  const withSettings = (settings: Record<string, unknown>) =>
    fails((dict) => ({ ...dict, param_groups: [{ ...dict.param_groups[0], ...settings }] }))

  test.each([
    ['lr', -0.1, 'lr to be a finite number of at least 0, got -0.1'],
    ['lr', Number.NaN, 'lr to be a finite number of at least 0, got NaN'],
    ['lr', '0.1', "lr to be a finite number of at least 0, got '0.1'"],
    ['eps', -1, 'eps to be a finite number of at least 0, got -1'],
    ['weight_decay', -1, 'weightDecay to be a finite number of at least 0, got -1'],
    ['betas', [0.9, 1], 'betas to be two numbers in [0, 1), got [0.9, 1]'],
    ['betas', null, 'betas to be two numbers in [0, 1), got null'],
    ['betas', 0.9, 'betas to be two numbers in [0, 1), got 0.9'],
  ])('a setting that the constructor refuses: %s %j', (key, value, expected) => {
    const error = withSettings({ [key]: value })
    expect(error).toBeInstanceOf(ValueError)
    expect(error.message).toBe(`Adam.loadStateDict: expected ${expected}`)
  })

  test('a switch that is no boolean', () => {
    const error = withSettings({ amsgrad: 1 })
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toBe("Adam.loadStateDict: expected 'amsgrad' as a boolean, got 1")
  })

  test('in a later group, not even the first one is changed', () => {
    const groups = () => [{ params: [leaf(1)], momentum: 0.9 }, { params: [leaf(2)] }]
    const optimizer = new optim.SGD(groups(), { lr: 0.1 })
    const dict = new optim.SGD(groups(), { lr: 0.5 }).stateDict()
    Object.assign(dict.param_groups[1] as object, { nesterov: true, momentum: 0 })
    expect(() => optimizer.loadStateDict(dict)).toThrow(
      'SGD.loadStateDict: expected nesterov with momentum > 0 and dampening 0, got momentum 0, dampening 0',
    )
    expect(optimizer.paramGroups.map(({ lr }) => lr)).toEqual([0.1, 0.1])
  })

  test('a moment of another shape', () => {
    expect(withState({ ...moments(), exp_avg: zeros([3]) }).message).toBe(
      "Adam.loadStateDict: expected 'exp_avg' of its parameter's shape [2], got [3]",
    )
  })

  test('a moment that is no tensor', () => {
    expect(withState({ ...moments(), exp_avg: 'x' }).message).toBe(
      "Adam.loadStateDict: expected 'exp_avg' as a tensor or number, got 'x'",
    )
  })

  test.each([
    ['whole numbers', whole],
    ['truth values', tensor([true, false])],
  ])('a moment of %s, whose bits mean something else', (_, moment) => {
    expect(withState({ ...moments(), exp_avg: moment })).toBeInstanceOf(DTypeError)
  })

  test('a moment that is missing', () => {
    expect(withState({ step: 1, exp_avg: zeros([2]) })).toBeInstanceOf(ValueError)
  })

  test('a count of steps that is missing', () => {
    expect(withState({ exp_avg: zeros([2]), exp_avg_sq: zeros([2]) })).toBeInstanceOf(ValueError)
  })

  test.each([
    ['no object', 3],
    ['no groups', { state: {} }],
    ['no state', { state: null, param_groups: [{ params: [0] }] }],
    ['groups without parameters', { state: {}, param_groups: [{ lr: 1 }] }],
  ])('%s', (_, dict) => {
    const error = fails(() => dict)
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toMatch(/^Adam\.loadStateDict: expected \{ state, param_groups \}/)
  })
})

test('parameters of a group that are no list are refused', () => {
  expect(() => new optim.SGD([{ params: 3 as never }], { lr: 1 })).toThrow(TypeError)
})
