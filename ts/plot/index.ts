/** `grad128/plot`: the names of `plot`, and what draws SVG, which the package's main entry loads on demand only. */
import * as svg from '#svg'
import { useDrawing } from './drawing.js'

useDrawing(svg)

export * from './plot.js'
