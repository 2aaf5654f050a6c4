import { print } from './print.mjs'
import { wrap } from './wrap.mjs'

/** A paragraph; its words are put on lines anew. @param {string} text */
export function say(text) {
  print(wrap(text.replaceAll(/\s+/g, ' ').trim()))
}

/** A paragraph below something else, with a line between. @param {string} text */
export function remark(text) {
  console.log()
  say(text)
}
