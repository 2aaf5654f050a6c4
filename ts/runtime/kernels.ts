import { InternalError } from '../errors.js'

type Bindings = typeof import('./wasm/simd.js')

/** Every function that the Rust core exports; names, arguments and docs are generated from its declarations. */
export type Kernels = Omit<Bindings, 'default' | 'initSync'>

/** The kernels of matrix products and convolutions, which a module beside the core may have in a faster form. */
export type Products = Pick<
  Kernels,
  | 'gemm'
  | 'pack_columns'
  | 'packed_length'
  | 'convolve'
  | 'convolution_weight_gradient'
  | 'tile_count'
  | 'tile_shape'
  | 'choose_tile'
>

/** Names of the kernels with a given signature, so that an op can be declared by the name of its kernel. */
export type KernelName<Signature> = {
  [Name in keyof Kernels]: Kernels[Name] extends Signature ? (Signature extends Kernels[Name] ? Name : never) : never
}[keyof Kernels]

/** The core that is running. Until the first use it is a stand-in that starts the core when a kernel is asked for. */
export let kernels: Kernels = new Proxy({} as Kernels, {
  get: (_, name) => Reflect.get(start(), name),
})

let start: () => Kernels

/** Says how to start the core; `boot` does, once. */
export function startKernelsWith(starter: () => Kernels): void {
  start = starter
}

export function installKernels(core: Kernels): void {
  kernels = core
}

const REFUSALS = [
  'success',
  'a region beyond the end of memory',
  'a misaligned address',
  'a written region that overlaps another operand',
  'sizes or strides that contradict each other',
  'too many operands',
]

/** Every kernel call ends here: a refusal means that this library passed a wrong address or size. */
export function check(status: number): void {
  if (status !== 0) refuse(status)
}

function refuse(status: number): never {
  throw new InternalError('kernel', {
    expected: 'operands that pass the core’s checks',
    got: REFUSALS[status] ?? `status ${status}`,
    remedy: 'This is a defect of grad128; please report it with the lines that led here',
  })
}
