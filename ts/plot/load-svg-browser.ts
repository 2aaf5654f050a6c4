import type { Drawing } from './drawing.js'

/** @throws Error always */
export function loadSvg(): Drawing {
  throw new Error('Browsers load nothing at once')
}
