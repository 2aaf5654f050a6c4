import { builtin, node } from './node.js'

interface V8Module {
  setFlagsFromString(flag: string): void
}
interface ChildProcessModule {
  execFileSync(file: string, args: readonly string[], options: object): string
}

/** Majors of Node whose V8 was tried with the flag that widens vectors. Later ones are asked whether they know it. */
const FIRST_WITH_WIDE_VECTORS = 24
const LAST_TRIED = 26

const RELAXED = '--experimental-wasm-relaxed-simd'
const WIDE = '--experimental-wasm-revectorize'

/**
 * Sets the flags that let V8 compile WebAssembly to faster code, and says which. They hold for the whole process, so
 * they are set on request only. An unknown flag would make V8 write to stderr: none is set that it may not know.
 *
 * @param supportsRelaxed whether relaxed SIMD works already
 */
export function setFasterFlags(supportsRelaxed: () => boolean, reasons: string[]): boolean {
  const major = Number.parseInt(node?.versions?.node ?? '', 10)
  if (Number.isNaN(major)) return refuse(reasons, "only Node lets a program set V8's flags")
  const v8 = builtin<V8Module>('v8')
  if (v8 === undefined) return refuse(reasons, 'it needs Node 20.16 or later')
  if (!supportsRelaxed()) {
    v8.setFlagsFromString(RELAXED)
    if (!supportsRelaxed()) return refuse(reasons, `V8 does not take ${RELAXED}`)
    reasons.push(`Set V8's flag ${RELAXED}; vectors of 256 bits need Node ${FIRST_WITH_WIDE_VECTORS}`)
    return true
  }
  if (major < FIRST_WITH_WIDE_VECTORS) {
    return refuse(reasons, `vectors of 256 bits need Node ${FIRST_WITH_WIDE_VECTORS}; this is ${node?.versions?.node}`)
  }
  if (major > LAST_TRIED && !knows(WIDE)) return refuse(reasons, `this V8 has no flag ${WIDE}`)
  v8.setFlagsFromString(WIDE)
  reasons.push(`Set V8's flag ${WIDE}`)
  return true
}

function refuse(reasons: string[], why: string): false {
  reasons.push(`No 'turbo' here: ${why}`)
  return false
}

/** Asks another process of the same Node for its list of flags. */
function knows(flag: string): boolean {
  const child = builtin<ChildProcessModule>('child_process')
  if (child === undefined || node?.execPath === undefined) return false
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e7 }
    return child.execFileSync(node.execPath, ['--v8-options'], options).includes(flag)
  } catch {
    // No process may be started here, by a permission or a sandbox: then the flag is not set either.
    return false
  }
}
