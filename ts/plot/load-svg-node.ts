import { createRequire } from 'node:module'
import type { Drawing } from './drawing.js'

/** In both module formats this is one folder beside the CommonJS one, which can be loaded at once. */
const SVG = '../../cjs/plot/svg.js'

/** Loads what draws, and the plotting library with it. @throws Error inside other people's bundles, which lack it */
export function loadSvg(): Drawing {
  return createRequire(import.meta.url)(SVG)
}
