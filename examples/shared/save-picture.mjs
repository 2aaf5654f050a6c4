import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = 'pictures'

/**
 * Writes an SVG into the folder `pictures` of where the program was started, and says so.
 *
 * @param {string} name without ending
 * @param {string} svg
 */
export function savePicture(name, svg) {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.svg`)
  writeFileSync(path, svg)
  console.log(`\n→ ${path}`)
}
