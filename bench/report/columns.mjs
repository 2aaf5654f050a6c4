import { yardstickTitles } from '../yardsticks/index.mjs'

/** @typedef {{ head: string[], body: string[][], notes: string[] }} Columns the first column names the rows */

/** Below this share of a core other programs took so much time that absolute figures mislead. */
const leastShare = 0.9

/**
 * A subject's figures as text: this library's, how near they are to what bounds them, and each other side's with how many
 * times as long it takes.
 *
 * @param {import('../harness/measure-subject.mjs').SubjectReport} report
 * @param {{ name: string, title: string }[]} sides the first one is compared with the others
 * @returns {Columns}
 */
export function columnsOf({ unit, yardstick, rows }, [first, ...others]) {
  // Who can do none of it is in the notes alone.
  const shown = others.filter(({ name }) => rows.some(({ cells }) => cells[name].cannot === undefined))
  const head = [unit, first.title, ...(yardstick ? [yardstickTitles[yardstick]] : [])]
  for (const { title } of shown) head.push(title, '×')
  const body = rows.map(({ name, cells }) => {
    const own = cells[first.name]
    const line = [name, figureText(own)]
    if (yardstick) line.push(own.ofYardstick === undefined ? '' : (100 * own.ofYardstick).toFixed(0))
    for (const other of shown) {
      const cell = cells[other.name]
      line.push(figureText(cell), ratioText(cell, own))
    }
    return line
  })
  return { head, body, notes: notesOf(rows, [first, ...others]) }
}

/** A figure to three digits. @param {number} value */
export function threeDigits(value) {
  if (value === 0) return '0'
  const decimals = 2 - Math.floor(Math.log10(Math.abs(value)))
  return value.toFixed(Math.min(6, Math.max(0, decimals)))
}

/** @param {import('../harness/measure-subject.mjs').Cell} cell */
function figureText({ figure, differs, wrong }) {
  if (wrong !== undefined) return 'wrong'
  if (figure === undefined) return '–'
  return `${threeDigits(figure)}${differs === undefined ? '' : '*'}`
}

/** @param {import('../harness/measure-subject.mjs').Cell} cell @param {import('../harness/measure-subject.mjs').Cell} own */
function ratioText(cell, own) {
  if (cell.milliseconds === undefined || own.milliseconds === undefined) return ''
  return `${threeDigits(cell.milliseconds / own.milliseconds)}×`
}

/** Why there is no figure, how work differs, and what a busy machine does: each once, whomever and whatever it concerns. */
function notesOf(rows, sides) {
  /** @type {Map<string, { mark: string, titles: string[], text: string }>} */
  const notes = new Map()
  for (const { name, title } of sides) {
    for (const mark of marks) {
      for (const [remark, names] of rowsByRemark(rows, name, mark.key)) {
        const text = `${remark}${names.length === rows.length ? '' : ` (${names.join('; ')})`}`
        const note = notes.get(text) ?? { mark: mark.sign, titles: [], text }
        note.titles.push(title)
        notes.set(text, note)
      }
    }
  }
  const lines = [...notes.values()].map(({ mark, titles, text }) => `${mark}${titles.join(', ')}: ${text}.`)
  const share = Math.min(...rows.map((row) => row.share))
  if (share < leastShare) {
    const percent = Math.round(100 * share)
    lines.push(`The machine was busy: a side got ${percent} % of a core. Take the ratios, not the figures.`)
  }
  return lines
}

/** What a cell can have to remark, and how its figure is marked for it. */
const marks = /** @type {const} */ ([
  { key: 'cannot', sign: '– ' },
  { key: 'differs', sign: '* ' },
  { key: 'wrong', sign: 'Wrong: ' },
])

/** @returns {Map<string, string[]>} the names of the rows by what one side remarks there */
function rowsByRemark(rows, side, key) {
  const names = new Map()
  for (const { name, cells } of rows) {
    const remark = cells[side][key]
    if (remark !== undefined) names.set(remark, [...(names.get(remark) ?? []), name])
  }
  return names
}
