import { backward, detach, retainGrad } from '../autograd/backward.js'
import { type GradientProperties, gradientProperties } from '../autograd/properties.js'
import { refuseOptions } from '../options.js'
import { format } from '../tensor/format.js'
import { releaseTensor } from '../tensor/lifetime.js'
import { copyFrom, data, item, toArray } from '../tensor/read.js'
import { Tensor } from '../tensor/tensor.js'
import * as ops from './index.js'

/** Functions of a tensor that are no operations and exist as methods only. */
const methods = { backward, copyFrom, data, detach, item, retainGrad, toArray }

/** The method that a function makes: its first argument is the tensor itself. */
type Method<F> = F extends (self: Tensor, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never
type MethodsOf<Table> = { [Name in keyof Table]: Method<Table[Name]> }

interface GenericMethods {
  /** The largest element, or with a `dim` the largest along it and where it stands. See the function `max`. */
  max<O extends Parameters<typeof ops.max>[1] = undefined>(options?: O): ReturnType<typeof ops.max<O>>
  /** The smallest element, or with a `dim` the smallest along it and where it stands. See the function `min`. */
  min<O extends Parameters<typeof ops.min>[1] = undefined>(options?: O): ReturnType<typeof ops.min<O>>
  /** y = this where the condition holds, else other. See the function `where`. */
  where(condition: Tensor, other: Tensor | number): Tensor
  /** This tensor and others one behind the other along `dim`. See the function `cat`. */
  cat(others: Tensor | readonly Tensor[], dim?: number): Tensor
  /** This tensor and others side by side in a new dimension. See the function `stack`. */
  stack(others: Tensor | readonly Tensor[], dim?: number): Tensor
  /** Sums of products by index names, this tensor being the first operand. See the function `einsum`. */
  einsum(equation: string, ...others: readonly Tensor[]): Tensor
}

declare module '../tensor/tensor.js' {
  interface Tensor
    extends Omit<MethodsOf<typeof ops>, keyof GenericMethods>,
      GenericMethods,
      GradientProperties,
      MethodsOf<typeof methods> {
    /** The tensor as text, long dimensions shortened. Same as torch.Tensor.__repr__, in this library's spelling. */
    toString(): string
    /**
     * Frees the memory now; using the tensor afterwards throws a DisposedError. A second call does nothing.
     * No torch equivalent.
     */
    dispose(): void
    [Symbol.dispose](): void
  }
}

/** `most`: how many arguments it reads, itself included; behind them no options may stand. */
function install(name: string | symbol, fn: (self: Tensor, ...rest: never[]) => unknown, most = fn.length): void {
  Object.defineProperty(Tensor.prototype, name, {
    value(this: Tensor, ...rest: never[]) {
      if (rest.length >= most) refuseOptions(String(name), rest[rest.length - 1])
      return fn(this, ...rest)
    },
    writable: true,
    configurable: true,
  })
}

Object.defineProperties(Tensor.prototype, gradientProperties)
for (const [name, fn] of Object.entries({ ...ops, ...methods })) install(name, fn as never)
install('where', ((self: Tensor, condition: Tensor, other: Tensor | number) =>
  ops.where(condition, self, other)) as never)
/** This tensor before the others; what is neither a tensor nor a list is left to the operation to refuse. */
const listed = (self: Tensor, others: Tensor | readonly Tensor[]) => [
  self,
  ...(Array.isArray(others) ? others : [others as Tensor]),
]
install('cat', ((self: Tensor, others: readonly Tensor[], dim = 0) => ops.cat(listed(self, others), dim)) as never)
install('stack', ((self: Tensor, others: readonly Tensor[], dim = 0) => ops.stack(listed(self, others), dim)) as never)
const einsum = (self: Tensor, equation: string, ...others: Tensor[]) => ops.einsum(equation, self, ...others)
install('einsum', einsum as never, Number.POSITIVE_INFINITY)
install('toString', format)
const dispose = (self: Tensor) => releaseTensor(self, 'dispose')
install('dispose', dispose)
// Engines without explicit resource management lack the symbol; `using` needs it, nothing else does.
if (typeof Symbol.dispose === 'symbol') install(Symbol.dispose, dispose)
// What Node's console.log shows.
install(Symbol.for('nodejs.util.inspect.custom'), format, Number.POSITIVE_INFINITY)
