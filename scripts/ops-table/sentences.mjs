/** How a documentation comment says what torch has in its place. */
const STATEMENT = /^(Same( distribution)? as torch\b|No torch equivalent\b)/

/**
 * The first sentence of a documentation comment, and what it says of torch, short enough for a cell of a table.
 *
 * @param {string} text
 * @returns {{ first: string, torch: string }}
 */
export function sentencesOf(text) {
  const sentences = text.split(/(?<=[.!?])\s+(?=\p{Lu}|`)/u)
  const ofTorch = sentences.filter((sentence) => STATEMENT.test(sentence))
  const first = sentences.find((sentence) => !STATEMENT.test(sentence)) ?? ''
  return { first: withoutStop(first), torch: ofTorch.map(shortened).join('; ') }
}

/** "Same as torch.x, but …" as "`torch.x`, but …". */
function shortened(sentence) {
  return withoutStop(sentence)
    .replace(/^Same as (?=torch\b)/, '')
    .replace(/^Same distribution as (?=torch\b)/, 'distribution of ')
    .replace(/^No torch equivalent/, 'none')
    .replace(/(?<!`)\btorch(\.\w+)+(\([^)]*\))?/g, '`$&`')
}

function withoutStop(sentence) {
  return sentence.replace(/\.$/, '')
}
