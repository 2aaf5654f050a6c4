import { loadSvg } from '#load-svg'
import { UnavailableError } from '../errors.js'
import type { Bins } from './bins.js'
import type { Series } from './series.js'

/** What is written around a picture; undefined is left out. */
export interface Texts {
  readonly title: string | undefined
  readonly xLabel: string | undefined
  readonly yLabel: string | undefined
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** A table of numbers in colours. */
export interface Cells extends Texts {
  readonly values: ArrayLike<number>
  readonly rows: number
  readonly columns: number
  readonly rowLabels: readonly string[]
  readonly columnLabels: readonly string[]
  /** The numbers at the two ends of the colours. */
  readonly range: readonly [low: number, high: number]
  readonly colors: 'sequential' | 'diverging' | 'counts'
  /** What stands in the cells, where it fits. */
  readonly texts: readonly string[] | undefined
  /** Whether a scale tells the colours' meaning. */
  readonly legend: boolean
}

/** Pictures of numbers from 0 to 1. */
export interface Pictures {
  readonly pixels: readonly ArrayLike<number>[]
  readonly height: number
  readonly width: number
  /** 1 grey, or 3 red, green and blue, one whole channel after the other. */
  readonly channels: 1 | 3
  readonly columns: number
  readonly captions: readonly string[] | undefined
  readonly title: string | undefined
}

/** What makes SVG of checked numbers. It stands apart from everything else, since it carries the plotting library. */
export interface Drawing {
  lines(series: readonly Series[], yRange: readonly [number, number], look: Texts & Size & { logY: boolean }): string
  histogram(bins: Bins, look: Texts & Size): string
  cells(cells: Cells): string
  images(pictures: Pictures): string
}

let known: Drawing | undefined

/** Draws with this from now on: called by `grad128/plot`, which brings it along. */
export function useDrawing(drawing: Drawing): void {
  known = drawing
}

/** What draws, loaded at once where the system can. @throws UnavailableError where it must be imported first */
export function drawing(op: string): Drawing {
  try {
    known ??= loadSvg()
  } catch (cause) {
    const remedy = 'In browsers and bundles import it once; it is apart so that who draws nothing does not load it'
    throw new UnavailableError(op, { expected: "'grad128/plot' to be imported", remedy, cause })
  }
  return known
}
