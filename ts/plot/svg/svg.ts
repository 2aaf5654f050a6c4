/** What `ts/plot/drawing.ts` asks for: bundled by itself, with the plotting library, and without the rest of the house. */
export { cells } from './cells.js'
export { histogram } from './histogram.js'
export { images } from './images.js'
export { lines } from './lines.js'
