import { ShapeError } from '../errors.js'
import { type Moves, readMoves } from '../ops/convolution/geometry.js'
import { type PerAxis, perAxis } from '../ops/pooling/windows.js'
import { nameOf, oneOf } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import { zeros } from '../tensor/creation.js'
import { kaimingUniform, uniform } from './init/index.js'
import { Module } from './module.js'
import { Parameter } from './parameter.js'
import { settingsText } from './settings-text.js'

const PADDING_MODES = ['zeros', 'reflect', 'replicate', 'circular'] as const

export type PaddingMode = (typeof PADDING_MODES)[number]

/** What every convolution layer is told, with defaults filled in. */
export interface ConvolutionSettings {
  stride: PerAxis | undefined
  dilation: PerAxis | undefined
  groups: number
  bias: boolean
  paddingMode: PaddingMode
}

export const CONVOLUTION_DEFAULTS: ConvolutionSettings = {
  stride: undefined,
  dilation: undefined,
  groups: 1,
  bias: true,
  paddingMode: 'zeros',
}

/** What all convolution layers share: sizes, checked when the layer is made, and the parameters. */
export abstract class Convolution extends Module {
  readonly inChannels: number
  readonly outChannels: number
  readonly kernelSize: readonly number[]
  readonly stride: readonly number[]
  readonly dilation: readonly number[]
  readonly groups: number
  readonly paddingMode: PaddingMode
  weight: Parameter
  bias: Parameter | null

  constructor(
    rank: 1 | 2,
    transposed: boolean,
    inChannels: number,
    outChannels: number,
    kernelSize: PerAxis,
    { stride = 1, dilation = 1, groups, bias, paddingMode }: ConvolutionSettings,
    checkPadding: (kernel: readonly number[], moves: Moves, mode: PaddingMode) => void,
  ) {
    super()
    const name = new.target.name
    for (const [what, channels] of Object.entries({ inChannels, outChannels })) {
      if (typeof channels !== 'number') {
        throw new TypeError(`${name}: expected ${what} as a number, got ${nameOf(channels)}`)
      }
      if (Number.isSafeInteger(channels) && channels >= 1) continue
      throw new ShapeError(name, { expected: `${what} to be a whole number of at least 1`, got: String(channels) })
    }
    assertWhole(name, 'groups', groups, 1)
    if (inChannels % groups !== 0 || outChannels % groups !== 0) {
      throw new ShapeError(name, {
        expected: `inChannels and outChannels that can be divided by ${groups} groups`,
        got: `${inChannels} and ${outChannels}`,
      })
    }
    this.inChannels = inChannels
    this.outChannels = outChannels
    this.kernelSize = perAxis(name, 'kernelSize', kernelSize, rank, 1)
    const moves = readMoves(name, rank, { stride, dilation, groups })
    this.stride = moves.stride
    this.dilation = moves.dilation
    this.groups = groups
    this.paddingMode = oneOf(name, 'paddingMode', paddingMode, PADDING_MODES)
    // Before there are parameters, which would be left behind.
    checkPadding(this.kernelSize, moves, this.paddingMode)
    const [from, to] = transposed ? [outChannels, inChannels] : [inChannels, outChannels]
    const shape = [to, from / groups, ...this.kernelSize]
    this.weight = new Parameter(zeros(shape))
    this.bias = bias ? new Parameter(zeros([outChannels])) : null
    kaimingUniform(this.weight, { a: Math.sqrt(5) })
    const bound = 1 / Math.sqrt(shape.slice(1).reduce((a, b) => a * b, 1))
    if (this.bias !== null) uniform(this.bias, { a: -bound, b: bound })
  }

  /** The settings that `toString` shows, beside those that are as usual. */
  protected describeWith(padding: readonly number[] | string, outputPadding: readonly number[]): string {
    const { inChannels, outChannels, kernelSize, stride, dilation, groups, bias, paddingMode } = this
    const zero = (sizes: readonly number[]) => sizes.every((size) => size === 0)
    const settings: Record<string, unknown> = { kernelSize, stride }
    if (typeof padding === 'string' || !zero(padding)) settings.padding = padding
    if (dilation.some((size) => size !== 1)) settings.dilation = dilation
    if (!zero(outputPadding)) settings.outputPadding = outputPadding
    if (groups !== 1) settings.groups = groups
    if (bias === null) settings.bias = false
    if (paddingMode !== 'zeros') settings.paddingMode = paddingMode
    return `${inChannels}, ${outChannels}, ${settingsText(settings)}`
  }
}
