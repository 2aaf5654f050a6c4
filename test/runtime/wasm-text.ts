import { readFileSync } from 'node:fs'
import binaryen from 'binaryen'

/** The functions of a built file, as text in WebAssembly's own notation. */
export function functionTexts(file: string): {
  functions: string[]
  exported: (name: string) => string
  /** What a function calls. */
  calledBy: (text: string) => string[]
} {
  const module = binaryen.readBinary(readFileSync(new URL(`../../ts/runtime/wasm/${file}`, import.meta.url)))
  module.setFeatures(binaryen.Features.All)
  const [head = '', ...functions] = module.emitText().split('\n (func ')
  const named = (identifier: string | undefined) => functions.find((text) => text.startsWith(`${identifier} `)) ?? ''
  const exported = (name: string) => named(head.match(new RegExp(`\\(export "${name}" \\(func (\\$\\w+)\\)`))?.[1])
  const calledBy = (text: string) =>
    [...new Set([...text.matchAll(/\(call (\$\w+)/g)].map((match) => match[1]))].map(named)
  return { functions, exported, calledBy }
}

/** The loops without loops inside. */
export function innermostLoops(text: string): string[] {
  const starts = [...text.matchAll(/\(loop/g)].map((match) => match.index)
  return starts.map((start) => blockFrom(text, start)).filter((loop) => count(loop, '(loop') === 1)
}

export const count = (text: string, part: string) => text.split(part).length - 1

/** The expression that begins at an opening parenthesis. */
function blockFrom(text: string, start: number): string {
  let depth = 0
  let end = start
  do {
    if (text[end] === '(') depth++
    if (text[end] === ')') depth--
    end++
  } while (depth > 0)
  return text.slice(start, end)
}
