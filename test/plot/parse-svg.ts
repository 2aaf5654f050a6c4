import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** An element of a picture: its name, attributes, text and children in order. */
export interface SvgElement {
  name: string
  attributes: Record<string, string>
  text: string
  children: SvgElement[]
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
})

/** Parses a picture, and fails when it is not well-formed or no SVG. */
export function parseSvg(svg: string): SvgElement {
  const valid = XMLValidator.validate(svg)
  if (valid !== true) throw new Error(`not well-formed: ${valid.err.msg} in line ${valid.err.line}`)
  const [root] = (parser.parse(svg) as Record<string, unknown>[]).map(toElement)
  if (root?.name !== 'svg' || root.attributes.xmlns !== 'http://www.w3.org/2000/svg') throw new Error('no SVG')
  return root
}

/** All elements of a name, in the order of the text. */
export function all(root: SvgElement, name: string): SvgElement[] {
  return [...(root.name === name ? [root] : []), ...root.children.flatMap((child) => all(child, name))]
}

/** Attributes as numbers. */
export function numbers(element: SvgElement, ...names: string[]): number[] {
  return names.map((name) => Number(element.attributes[name]))
}

/** All lines of text that are seen. */
export function texts(root: SvgElement): string[] {
  return all(root, 'text').map(({ text }) => text)
}

/** The middle of a line of text, where its tick or its cell is; numbers at the vertical axis have the anchor 'end'. */
export function placeOf(root: SvgElement, text: string, anchor?: 'middle' | 'end'): [x: number, y: number] {
  const found = all(root, 'text').filter(
    (element) => element.text === text && (anchor === undefined || element.attributes['text-anchor'] === anchor),
  )
  if (found.length !== 1) throw new Error(`'${text}' is there ${found.length} times: ${texts(root).join(' | ')}`)
  const [x, y] = numbers(found[0] as SvgElement, 'x', 'y') as [number, number]
  return [x, y - 12 * 0.35]
}

function toElement(node: Record<string, unknown>): SvgElement {
  const { ':@': attributes = {}, ...rest } = node
  const [name = '', content = []] = Object.entries(rest)[0] ?? []
  const parts = content as Record<string, unknown>[]
  return {
    name,
    attributes: attributes as Record<string, string>,
    text: parts.map((part) => part['#text'] ?? '').join(''),
    children: parts.filter((part) => !('#text' in part)).map(toElement),
  }
}
