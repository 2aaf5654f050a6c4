import { element, escape } from './element.js'

export const fontSize = 12
export const titleSize = 16
export const ink = '#222222'
export const faintInk = '#555555'
export const gridColor = '#e3e3e3'

interface TextLook {
  anchor?: 'start' | 'middle' | 'end'
  size?: number
  fill?: string
  weight?: 'bold'
  /** Degrees, clockwise, around the point. */
  turn?: number
}

/** A line of text whose middle height is at y. */
export function text(content: string, x: number, y: number, look: TextLook = {}): string {
  const { anchor, size = fontSize, fill, weight, turn } = look
  const attributes = {
    x,
    // Not every viewer knows dominant-baseline; capitals are some 0.7 em high.
    y: y + size * 0.35,
    'text-anchor': anchor === 'start' ? undefined : anchor,
    'font-size': size === fontSize ? undefined : size,
    'font-weight': weight,
    fill,
    transform: turn === undefined ? undefined : `rotate(${turn} ${x} ${y})`,
  }
  return element('text', attributes, escape(content))
}

/** About how wide a line of text is, on the generous side: nothing here can measure it. */
export function textWidth(content: string, size = fontSize): number {
  let ems = 0
  for (const character of content) {
    if (/[ijlI.,:;'|!\s()[\]]/.test(character)) ems += 0.38
    else if (/[mwMW@%]/.test(character)) ems += 0.96
    else if ((character.codePointAt(0) as number) > 0x2e7f) ems += 1.05
    else ems += /[A-Z]/.test(character) ? 0.72 : 0.62
  }
  return ems * size
}

/** As much of a line of text as fits, with an ellipsis for the rest. */
export function fitted(content: string, width: number, size = fontSize): string {
  if (textWidth(content, size) <= width) return content
  const characters = [...content]
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, size) > width) characters.pop()
  return characters.length > 0 ? `${characters.join('')}…` : ''
}

/** The whole picture: white, with its title for those who do not see it. */
export function picture(width: number, height: number, title: string | undefined, ...children: string[]): string {
  const [w, h] = [Math.ceil(width), Math.ceil(height)]
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: w,
      height: h,
      viewBox: `0 0 ${w} ${h}`,
      role: 'img',
      'font-family': 'system-ui, sans-serif',
      'font-size': fontSize,
      fill: ink,
    },
    ...(title === undefined ? [] : [element('title', {}, escape(title))]),
    element('rect', { width: w, height: h, fill: 'white' }),
    ...children,
  )
}

/** The title's line, and how far down it reaches. */
export function heading(title: string | undefined, width: number): { drawn: string[]; bottom: number } {
  if (title === undefined || title === '') return { drawn: [], bottom: 12 }
  const shown = fitted(title, width - 24, titleSize)
  return { drawn: [text(shown, 12, 21, { size: titleSize, weight: 'bold' })], bottom: 40 }
}
