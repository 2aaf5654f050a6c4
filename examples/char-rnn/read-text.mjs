import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { data } from 'grad128'

/** As many characters of TypeScript's declarations as Shakespeare wrote in the other text. */
const million = 1_000_000

/**
 * A text to learn: `typescript`, the first million characters of what TypeScript, which is installed with this library's
 * sources, declares about browsers, code and English in turns; `shakespeare`, a million characters of his plays; or any
 * file in UTF-8.
 *
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function readText(name) {
  if (name === 'shakespeare') return data.datasets.tinyShakespeare()
  const isFile = name !== 'typescript'
  const text = (await readFile(isFile ? name : typescriptDeclarations(), 'utf8')).replaceAll('\r\n', '\n')
  return isFile ? text : text.slice(0, million)
}

/** TypeScript's own files lie in a package for each platform. */
function typescriptDeclarations() {
  const { resolve } = createRequire(createRequire(import.meta.url).resolve('typescript/package.json'))
  const platform = `@typescript/typescript-${process.platform}-${process.arch}/package.json`
  return join(resolve(platform), '..', 'lib', 'lib.dom.d.ts')
}
