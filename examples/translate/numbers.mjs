const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** A whole number below a million in words. @param {number} n @param {{ and?: boolean }} [options] as in `one hundred and two` */
export function inWords(n, { and = true } = {}) {
  if (n < 20) return small[n]
  if (n < 100) return tens[Math.floor(n / 10) - 2] + (n % 10 === 0 ? '' : `-${small[n % 10]}`)
  if (n < 1000) {
    const rest = n % 100 === 0 ? '' : `${and ? ' and ' : ' '}${inWords(n % 100)}`
    return `${small[Math.floor(n / 100)]} hundred${rest}`
  }
  const rest = n % 1000 === 0 ? '' : `${n % 1000 < 100 && and ? ' and ' : ' '}${inWords(n % 1000, { and })}`
  return `${inWords(Math.floor(n / 1000), { and })} thousand${rest}`
}

/** A number in words and in digits, as many of each length. @param {() => number} random @returns {[source: string, target: string]} */
export function numberPair(random) {
  const digits = 1 + Math.floor(random() * 6)
  const least = digits === 1 ? 0 : 10 ** (digits - 1)
  const n = least + Math.floor(random() * (10 ** digits - least))
  return [inWords(n, { and: random() < 0.5 }), String(n)]
}
