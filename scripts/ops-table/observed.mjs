import * as grad128 from '../../dist/esm/index.js'

const DTYPES = ['float32', 'int32', 'bool']
const SHAPES = [[2, 2], [2], [2, 2, 2], []]
/** Whole numbers and truth values: zeros among them show whose slope is 0, but nothing can be divided by them. */
const WHOLES = [
  [1, 0],
  [1, 1],
]

/** Arguments by the name of the parameter, the first that fits; optional parameters of other names are left out. */
const ARGUMENTS = {
  a: [0],
  array: [new Float32Array(2)],
  b: [1],
  counts: [[2, 1]],
  data: [[0.5, 1]],
  dim: [0],
  dims: [[0, 1], [0], []],
  downscaleFactor: [1],
  dtype: ['int32'],
  equation: ['ij,jk->ik'],
  groups: [1],
  high: [2],
  index: [0],
  k: [1],
  kernelSize: [1],
  length: [1],
  lengths: [[1], [1, 1], [1, 1, 1], [1, 1, 1, 1]],
  low: [0],
  mean: [0],
  min: [0],
  n: [2],
  normType: [2],
  outputSize: [1],
  padding: [[1, 1]],
  shape: [[2, 2], [4], [2]],
  shifts: [1],
  size: [2],
  sizes: [1],
  start: [0],
  std: [1],
  steps: [2],
  upscaleFactor: [1],
  value: [1],
}

/**
 * What a function does, found out by calling it: the element types that it takes and gives, and the operands whose
 * gradients it records. Every tensor parameter gets each type and a few shapes, every other one what its name asks for.
 *
 * @typedef {{ inputs: Record<string, string>, outputs: string[] }} Accepted Types by parameter, and of each result.
 * @typedef {{ tensors: string[], accepted: Accepted[], recorded: string[], hasSlope: boolean }} Observed
 * @param {import('./declared.mjs').Declared} declared
 * @returns {Observed | undefined} Nothing when no call succeeds.
 */
export function observed({ name, space, parameters }) {
  // What an operation draws must not depend on those before it.
  grad128.manualSeed(1)
  const fn = (space === '' ? grad128 : grad128.nn.functional)[name]
  const tensors = parameters.filter(isTensor).map((parameter) => parameter.name)
  const calls = [...choices(tensors.map(() => DTYPES))].flatMap((types) => firstCall(fn, parameters, types))
  if (calls.length === 0) return undefined
  const slopes = calls.flatMap(({ run, made }) => slopesOf(run, made, tensors))
  return {
    tensors,
    accepted: calls.map(({ made, results }) => ({
      inputs: Object.fromEntries(tensors.map((tensor, i) => [tensor, made[i].dtype])),
      outputs: results.map((t) => t.dtype),
    })),
    recorded: tensors.filter((tensor) => slopes.some((slope) => slope.tensor === tensor)),
    hasSlope: slopes.some(({ isZero }) => !isZero),
  }
}

function isTensor({ type }) {
  return /\bTensor\b/.test(type)
}

/** The first call that succeeds with a tensor of the given type for each tensor parameter, or none. */
function firstCall(fn, parameters, types) {
  const tensors = parameters.filter(isTensor)
  const others = parameters.filter((p) => !isTensor(p) && (p.name in ARGUMENTS || !(p.isOptional || p.initial)))
  const forms = choices([...tensors.map(() => SHAPES), ...others.map((p) => ARGUMENTS[p.name] ?? [undefined]), WHOLES])
  for (const form of forms) {
    const made = tensors.map((_, i) => sample(types[i], form[i], i, form.at(-1)))
    const values = new Map([
      ...tensors.map(({ name, type }, i) => [name, type.includes('[]') ? [made[i], made[i]] : made[i]]),
      ...others.map(({ name }, i) => [name, form[tensors.length + i]]),
    ])
    const given = parameters.filter(({ name }) => values.has(name))
    const list = given.flatMap(({ name, isRest }) => (isRest ? values.get(name) : [values.get(name)]))
    const run = () => {
      // The same random numbers in every call, so that the table does not change from run to run.
      grad128.manualSeed(2)
      return tensorsOf(fn(...list))
    }
    const results = attempt(run)
    if (results !== undefined) return [{ made, run, results }]
  }
  return []
}

/** The same elements in every run: distinct ones between 0 and 1, or the given two in turn. */
function sample(dtype, shape, seed, wholes) {
  const size = shape.reduce((product, n) => product * n, 1)
  const numbers = Array.from({ length: size }, (_, i) =>
    dtype === 'float32' ? 0.2 + ((0.37 * (i + 1) + 0.11 * seed) % 0.6) : wholes[i % 2],
  )
  return grad128.tensor(numbers, { shape, dtype })
}

/** Every way to take one of each list. */
function* choices([first, ...rest]) {
  if (first === undefined) {
    yield []
    return
  }
  for (const choice of first) for (const others of choices(rest)) yield [choice, ...others]
}

function attempt(run) {
  try {
    return run()
  } catch {
    return undefined
  }
}

/** A result as a list of tensors: one, the first of several, or values with their indices. */
function tensorsOf(result) {
  const list = result instanceof grad128.Tensor ? [result] : (result[0] ?? [result.values, result.indices])
  const tensors = [list].flat()
  if (!tensors.every((t) => t instanceof grad128.Tensor)) throw new TypeError('This function gives no tensors')
  return tensors
}

/** The real operands that the result's history knows, and whether the gradient that reaches each is 0 everywhere. */
function slopesOf(run, made, tensors) {
  return made.flatMap((t, i) => {
    if (t.dtype !== 'float32') return []
    t.requiresGrad = true
    try {
      const [result] = run()
      if (!result.requiresGrad) return []
      const upstream = grad128.arange(1, result.size + 1, 1, { dtype: 'float32' }).reshape(result.shape)
      const [gradient] = grad128.grad(result, t, { gradOutputs: upstream, allowUnused: true })
      return [{ tensor: tensors[i], isZero: gradient.data().every((value) => value === 0) }]
    } finally {
      t.requiresGrad = false
    }
  })
}
