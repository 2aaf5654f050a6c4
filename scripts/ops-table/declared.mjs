import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { API, SignatureKind, SymbolFlags } from 'typescript/unstable/sync'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * What the sources say of the public functions, and of the members of Tensor that are none of them.
 *
 * @typedef {{ name: string, type: string, isOptional: boolean, isRest: boolean, initial: string | undefined,
 *   options: string[] | undefined }} Parameter
 * @typedef {{ name: string, space: string, file: string, position: number, parameters: Parameter[], text: string,
 *   method: Parameter[] | undefined }} Declared
 * @typedef {{ name: string, parameters: Parameter[] | undefined, text: string }} Member
 * @returns {{ functions: Declared[], members: Member[] }}
 */
export function declared() {
  const api = new API({ cwd: root })
  try {
    const [project] = api.updateSnapshot({ openProjects: [`${root}ts/tsconfig.json`] }).getProjects()
    return new Reader(project).read()
  } finally {
    api.close()
  }
}

class Reader {
  #checker
  #program

  constructor({ checker, program }) {
    this.#checker = checker
    this.#program = program
  }

  read() {
    const names = this.#exports(this.#file('ts/index.ts'))
    const functional = this.#exports(this.#exports(names.get('nn')).get('functional'))
    const known = new Set(names.values())
    const tensor = this.#membersOf(names.get('Tensor'))
    const functions = [
      ...[...names].map(([name, symbol]) => this.#function(name, '', symbol, tensor)),
      // What is exported under both names is listed once.
      ...[...functional].flatMap(([name, symbol]) =>
        known.has(symbol) ? [] : [this.#function(name, 'nn.functional.', symbol, new Map())],
      ),
    ].filter((found) => found !== undefined)
    const operations = new Set(functions.filter(({ method }) => method !== undefined).map(({ name }) => name))
    const members = [...tensor].flatMap(([name, symbol]) => (operations.has(name) ? [] : [this.#member(name, symbol)]))
    return { functions, members }
  }

  #file(path) {
    return this.#checker.getSymbolAtLocation(this.#program.getSourceFile(root + path))
  }

  /** The exported symbols by name, each where it is declared. */
  #exports(module) {
    return new Map(this.#checker.getExportsOfModule(module).map((symbol) => [symbol.name, this.#target(symbol)]))
  }

  #target(symbol) {
    return symbol.flags & SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol
  }

  #function(name, space, symbol, tensor) {
    const parameters = symbol.valueDeclaration && this.#parametersOf(symbol)
    if (parameters === undefined) return undefined
    const node = symbol.valueDeclaration.resolve()
    const file = relative(root, node.getSourceFile().fileName).replaceAll('\\', '/')
    // A property of a tensor may have the name of a function that is no operation.
    const isMethod = file.startsWith('ts/ops/') && tensor.has(name)
    return {
      name,
      space,
      file,
      position: node.pos,
      parameters,
      text: this.#textOf(symbol),
      method: isMethod ? (this.#ownParametersOf(tensor.get(name)) ?? parameters.slice(1)) : undefined,
    }
  }

  /** Members of a tensor that users may know of, by name. */
  #membersOf(symbol) {
    const { getPropertiesOfType, getDeclaredTypeOfSymbol, getJsDocTagsOfSymbol } = bound(this.#checker)
    const visible = getPropertiesOfType(getDeclaredTypeOfSymbol(symbol)).filter(
      (member) =>
        // Well-known symbols are spelt __@dispose@1.
        !member.name.startsWith('__@') && getJsDocTagsOfSymbol(member).every((tag) => tag.name !== 'internal'),
    )
    return new Map(visible.map((member) => [member.name, member]))
  }

  /** A member that a mapped type makes of a function has the function's text and parameters. */
  #member(name, symbol) {
    if (symbol.valueDeclaration !== undefined) {
      return { name, parameters: this.#parametersOf(symbol), text: this.#textOf(symbol) }
    }
    const methods = this.#program.getSourceFile(`${root}ts/ops/methods.ts`)
    const made = this.#target(this.#checker.resolveName(name, SymbolFlags.Value | SymbolFlags.Alias, methods))
    return { name, parameters: this.#parametersOf(made).slice(1), text: this.#textOf(made) }
  }

  /** The parameters of a method that declares them itself instead of taking over a function's. */
  #ownParametersOf(symbol) {
    return symbol.valueDeclaration === undefined ? undefined : this.#parametersOf(symbol)
  }

  #parametersOf(symbol) {
    const { getTypeOfSymbol, getSignaturesOfType } = bound(this.#checker)
    const [signature] = getSignaturesOfType(getTypeOfSymbol(symbol), SignatureKind.Call)
    return signature?.getParameters().map((parameter) => this.#parameter(parameter))
  }

  #parameter(symbol) {
    const { getTypeOfSymbol, getBaseConstraintOfType, getNonNullableType, getPropertiesOfType, typeToString } = bound(
      this.#checker,
    )
    const type = getTypeOfSymbol(symbol)
    const node = symbol.valueDeclaration?.resolve()
    const properties = () => getPropertiesOfType(getNonNullableType(getBaseConstraintOfType(type) ?? type))
    return {
      name: symbol.name,
      type: typeToString(type),
      isOptional: node?.questionToken !== undefined,
      isRest: node?.dotDotDotToken !== undefined,
      initial: node?.initializer?.getText(),
      options: symbol.name === 'options' ? properties().map(({ name }) => name) : undefined,
    }
  }

  #textOf(symbol) {
    return symbol.getDocumentationComment(this.#checker).replace(/\s+/g, ' ')
  }
}

/** The methods of an object as functions that can be taken out of it. */
function bound(object) {
  return new Proxy(object, { get: (target, name) => target[name].bind(target) })
}
