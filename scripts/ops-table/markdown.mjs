import { elementsText } from './elements-text.mjs'
import { groups } from './groups.mjs'
import { sentencesOf } from './sentences.mjs'

/**
 * The tables in Markdown, one a family, in groups.
 *
 * @param {{ functions: (import('./declared.mjs').Declared & { observed?: import('./observed.mjs').Observed | undefined })[],
 *   members: import('./declared.mjs').Member[] }} found
 * @returns {string}
 */
export function markdown({ functions, members }) {
  const families = new Map()
  for (const one of functions.toSorted((a, b) => a.position - b.position)) {
    const family = one.file.replace(/^ts\/(.*)\.ts$/, '$1')
    families.set(family, [...(families.get(family) ?? []), one])
  }
  const listed = new Set(groups.flatMap(({ files }) => files))
  const rest = [...families.keys()].filter((family) => !listed.has(family)).sort()
  const isOperation = (family) => family.startsWith('ops/')
  const inGroup = (title, files) =>
    section(
      title,
      files.flatMap((file) => familyTable(file, families.get(file) ?? [])),
    )
  return [
    ...groups.map(({ title, files }) => inGroup(title, files)),
    inGroup('Functions of layers, and losses', rest.filter(isOperation)),
    section('Other members of Tensor', memberTable(members)),
    section(
      'Gradients, memory, set-up',
      utilityTable(rest.filter((family) => !isOperation(family)).flatMap((family) => families.get(family))),
    ),
  ].join('\n')
}

function section(title, lines) {
  return [`## ${title}`, '', ...lines].join('\n')
}

function familyTable(family, functions) {
  const name = family.split('/').at(-1).replaceAll('-', ' ')
  const rows = functions.map((one) => {
    const { torch, first } = sentencesOf(one.text)
    return [
      call(one.space + one.name, one.parameters),
      one.method === undefined ? '' : call(`.${one.name}`, one.method),
      first,
      gradientText(one.observed),
      elementsText(one),
      torch,
    ]
  })
  const head = ['Function', 'Method', 'Computes', 'Gradient', 'Elements', 'torch']
  return [`### [${name}](../ts/${family}.ts)`, '', ...table(head, rows), '']
}

function memberTable(members) {
  const rows = members.map(({ name, parameters, text }) => {
    const { torch, first } = sentencesOf(text)
    return [parameters === undefined ? code(`.${name}`) : call(`.${name}`, parameters), first, torch]
  })
  return [...table(['Member', 'What it is or does', 'torch'], rows), '']
}

function utilityTable(functions) {
  const rows = functions.map(({ name, parameters, file, text }) => {
    const { torch, first } = sentencesOf(text)
    return [`[${call(name, parameters)}](../${file})`, first, torch]
  })
  return [...table(['Function', 'What it does', 'torch'], rows), '']
}

/** A call as a reader would write it: defaults, `?` for what may be left out, the keys of the options. */
function call(name, parameters) {
  const list = parameters.map((parameter) => {
    if (parameter.options !== undefined) return `{ ${parameter.options.join(', ')} }`
    const text = parameter.isRest ? `...${parameter.name}` : parameter.name
    if (parameter.initial !== undefined) return `${text} = ${parameter.initial}`
    return parameter.isOptional ? `${text}?` : text
  })
  return code(`${name}(${list.join(', ')})`)
}

function code(text) {
  return `\`${text}\``
}

/** Whether gradients are recorded, and of which operands where some that could have one have none. */
function gradientText(observed) {
  if (observed === undefined || observed.tensors.length === 0) return ''
  const { tensors, accepted, recorded, hasSlope } = observed
  if (recorded.length === 0) return 'no'
  const real = tensors.filter((name) => accepted.some(({ inputs }) => inputs[name] === 'float32'))
  const whose = real.length === recorded.length ? 'yes' : `of ${recorded.map(code).join(', ')}`
  return hasSlope ? whose : `${whose}, 0`
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)]
}
