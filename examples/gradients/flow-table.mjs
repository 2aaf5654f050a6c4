import { table } from '../shared/table.mjs'
import { arriving } from './claims.mjs'

/**
 * Norms at some steps, from the last, where the loss is, to the first; and how much of it arrives there.
 *
 * @param {Record<string, number[]>} flows
 */
export function flowTable(flows) {
  const [{ length }] = Object.values(flows)
  const steps = [1, 0.75, 0.5, 0.25].map((part) => Math.round(part * length))
  const rows = Object.entries(flows).map(([name, norms]) => [
    name,
    ...[...steps, 1].map((step) => short(norms[step - 1])),
    short(arriving(norms)),
  ])
  return table(['‖∂L/∂h_t‖ at t =', ...steps.map(String), '1', 'first/last'], rows)
}

/** Three digits at most, and a power of ten where it is far from 1. @param {number} value */
export function short(value) {
  if (value === 0) return '0'
  return value >= 0.01 && value < 1000 ? String(Number(value.toPrecision(2))) : value.toExponential(0)
}

/** Base-10 logarithms to three digits; a gap where there is no more than 10^floor. @param {Record<string, number[]>} flows */
export function logarithms(flows, floor = -12) {
  const logarithm = (norm) => (norm > 10 ** floor ? Math.round(1000 * Math.log10(norm)) / 1000 : Number.NaN)
  return Object.fromEntries(Object.entries(flows).map(([name, norms]) => [name, norms.map(logarithm)]))
}
