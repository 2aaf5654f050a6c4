const ORDER = ['bool', 'int32', 'float32']

/**
 * Which element types a function takes and which it gives, in the words of the tables.
 *
 * @param {{ observed?: import('./observed.mjs').Observed | undefined, parameters: import('./declared.mjs').Parameter[] }} one
 * @returns {string}
 */
export function elementsText({ observed, parameters }) {
  if (observed === undefined) return ''
  const { tensors, accepted } = observed
  const [{ outputs }] = accepted
  const given = parameters.some(({ type }) => type === 'DType') ? '`dtype`' : outputs[0]
  if (tensors.length === 0) {
    const isOption = parameters.some(({ options }) => options?.includes('dtype'))
    return isOption ? `${given}, or \`dtype\`` : given
  }
  const more = outputs.length > 1 ? `; indices ${outputs[1]}` : ''
  return (tensors.length === 1 ? ofOne(tensors[0], accepted, given) : ofSeveral(tensors, accepted)) + more
}

/** `float32, int32 kept; bool → int32` */
function ofOne(name, accepted, given) {
  const pairs = accepted.map(({ inputs, outputs }) => [inputs[name], given.startsWith('`') ? given : outputs[0]])
  const taken = typesText(pairs.map(([input]) => input))
  const results = new Set(pairs.map(([, output]) => output))
  if (pairs.every(([input, output]) => input === output)) return pairs.length === 1 ? taken : `${taken}, kept`
  if (results.size === 1) return `${taken} → ${[...results][0]}`
  const kept = pairs.filter(([input, output]) => input === output).map(([input]) => input)
  const changed = pairs.filter(([input, output]) => input !== output).map(([input, output]) => `${input} → ${output}`)
  return [`${typesText(kept)} kept`, ...changed].join('; ')
}

/** `any, promoted`, or operand by operand where they differ. */
function ofSeveral(tensors, accepted) {
  const classes = classesOf(tensors, accepted)
  const combinations = classes.reduce((product, { types }) => product * types.length, 1)
  if (combinations !== accepted.length) throw new TypeError(`No words for the types of ${tensors}`)
  // Operands that take the same are named together.
  const alike = new Map()
  for (const { names, types } of classes) {
    const text = typesText(types) + (names.length > 1 && types.length > 1 ? ' of one type' : '')
    alike.set(text, [...(alike.get(text) ?? []), ...names])
  }
  const result = resultText(classes, accepted)
  if (alike.size === 1) return [...alike.keys()][0] + result
  const free = classes.find(({ types }) => types.length > 1)
  const texts = [...alike].map(([text, names]) => {
    const kept = result === ', kept' && names.includes(free?.names[0]) ? result : ''
    return `${names.map((name) => `\`${name}\``).join(', ')} ${text}${kept}`
  })
  return texts.join('; ') + (result === ', kept' ? '' : result)
}

/** Operands that always have the same type as each other, with the types that they take. */
function classesOf(tensors, accepted) {
  const columns = new Map(tensors.map((name) => [name, accepted.map(({ inputs }) => inputs[name])]))
  const classes = new Map()
  for (const [name, column] of columns) {
    const key = column.join()
    classes.set(key, { names: [...(classes.get(key)?.names ?? []), name], types: [...new Set(column)] })
  }
  return [...classes.values()]
}

function resultText(classes, accepted) {
  const results = new Set(accepted.map(({ outputs }) => outputs[0]))
  const free = classes.filter(({ types }) => types.length > 1)
  if (free.length === 0) return classes.every(({ types }) => results.has(types[0])) ? '' : ` → ${[...results][0]}`
  if (results.size === 1) return ` → ${[...results][0]}`
  const promoted = ({ inputs }) =>
    ORDER[Math.max(...free.map(({ names }) => ORDER.indexOf(/** @type {string} */ (inputs[names[0]]))))]
  if (accepted.every((one) => one.outputs[0] === promoted(one))) return free.length === 1 ? ', kept' : ', promoted'
  const asNumbers = (one) => (promoted(one) === 'bool' ? 'int32' : promoted(one))
  if (accepted.every((one) => one.outputs[0] === asNumbers(one))) return ', promoted; bool counts as int32'
  throw new TypeError(`No words for the result types ${[...results]}`)
}

function typesText(types) {
  const distinct = [...new Set(types)]
  return distinct.length === ORDER.length ? 'any' : distinct.join(', ')
}
