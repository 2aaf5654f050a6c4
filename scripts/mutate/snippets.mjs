import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is wrong with a list of mutations: each replaces by something else what occurs exactly once in its file. */
export function snippetFaults(root, mutations) {
  const names = new Set()
  return mutations.flatMap(({ name, file, find, replace }) => {
    const faults = names.has(name) ? ['has a name that another one has'] : []
    names.add(name)
    if (find === replace) faults.push('replaces by the same')
    const path = join(root, file)
    if (!existsSync(path)) return [...faults, `is in ${file}, which is not there`].map((fault) => `${name} ${fault}`)
    const count = readFileSync(path, 'utf8').split(find).length - 1
    if (count !== 1) faults.push(`replaces what occurs ${count} times in ${file}`)
    return faults.map((fault) => `${name} ${fault}`)
  })
}
