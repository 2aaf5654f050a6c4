/** Node's own `process`, as far as it is used; browsers have none, and what stands in for it there has less. */
interface NodeProcess {
  versions?: { node?: string }
  execPath?: string
  env?: Record<string, string | undefined>
  getBuiltinModule?: (name: string) => unknown
}

export const node = (globalThis as { process?: NodeProcess }).process

/** One of Node's modules, at once and without an import that bundlers for browsers would stumble over. */
export function builtin<Module>(name: string): Module | undefined {
  return node?.getBuiltinModule?.(`node:${name}`) as Module | undefined
}
