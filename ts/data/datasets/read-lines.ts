import { withDefaults } from '../../options.js'
import { type FileSource, textOf } from './content.js'

export interface ReadTextOptions {
  /** How the text is written as bytes, by a name that TextDecoder knows. Default `utf-8`. */
  encoding?: string | undefined
}

/** See `data.readLines`. */
export async function readLines(source: FileSource, options?: ReadTextOptions): Promise<string[]> {
  const op = 'readLines'
  const { encoding } = withDefaults(op, options, { encoding: 'utf-8' })
  return linesOf((await textOf(op, source, encoding)).text)
}

/** Lines without their ends; what follows the last end counts only if there is something. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}
