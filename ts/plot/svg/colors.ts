import { interpolateBlues, interpolateRdBu, interpolateViridis } from 'd3-scale-chromatic'

/** Colours that the colour-blind tell apart (Okabe and Ito), the palest last. */
const CATEGORIES = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000', '#888888'] as const
const DASHES = [undefined, '7 4', '2 3', '9 3 2 3'] as const

/** What line number i looks like: when the colours are used up, dashes tell the lines apart. */
export function lineLook(i: number): { color: string; dash: string | undefined } {
  const round = Math.floor(i / CATEGORIES.length)
  return { color: CATEGORIES[i % CATEGORIES.length] as string, dash: DASHES[round % DASHES.length] }
}

export const barColor = CATEGORIES[0]
/** What is no number. */
export const missingColor = '#bbbbbb'

/** Colours of 0 to 1: their lightness alone, which everybody sees, tells large from small. */
export const colorScales: Readonly<Record<'sequential' | 'diverging' | 'counts', (part: number) => string>> = {
  sequential: interpolateViridis,
  diverging: interpolateRdBu,
  counts: (part) => (part > 0 ? interpolateBlues(0.08 + 0.87 * part) : '#ffffff'),
}

/** Red, green and blue from 0 to 255 of what d3 writes, `#rrggbb` or `rgb(r, g, b)`. */
export function channelsOf(color: string): [red: number, green: number, blue: number] {
  const parts = color.startsWith('#')
    ? [color.slice(1, 3), color.slice(3, 5), color.slice(5, 7)].map((pair) => Number.parseInt(pair, 16))
    : (color.match(/\d+/g) ?? []).map(Number)
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0]
}

/** Black or white, whichever is read better on the colour. */
export function inkOn(color: string): string {
  const [red, green, blue] = channelsOf(color)
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? '#111111' : '#ffffff'
}
