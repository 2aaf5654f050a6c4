const margin = '  '

/** A line that says what comes now. @param {string} text */
export function heading(text) {
  console.log(`\n${text}\n`)
}

/** Text of one or more lines, a little to the right. @param {string} text */
export function print(text) {
  console.log(text.replace(/^(?=.)/gm, margin))
}
