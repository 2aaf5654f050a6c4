/** Where the builds stand in the checkout. */
export const wasmFolder = 'ts/runtime/wasm'

const simd = ['simd128', 'bulk-memory']

/**
 * Every build of the core, each made into `NAME.wasm`, `NAME.js` and `NAME.d.ts`. One that is `beside` another holds only
 * what a better instruction set speeds up; it computes in the other's memory, with its own data behind the other's.
 */
export const builds = [
  { name: 'simd', targetFeatures: simd, cargoFeatures: ['whole'] },
  { name: 'relaxed', targetFeatures: [...simd, 'relaxed-simd'], cargoFeatures: [], beside: 'simd' },
  { name: 'float64', targetFeatures: simd, cargoFeatures: ['whole', 'float64'] },
]

/**
 * For every build. Loop strength reduction makes the hot tile of the matrix product 12 to 47 % slower. A copy of a loop
 * for each value of a condition (unswitching) is 8 % of the whole, so that a kernel that gains by it branches before its
 * loops itself; what is left behind a loop of vectors, unrolled, is another 2 %. Panics trap at once: nobody would
 * see their messages and places.
 */
export const rustFlags = [
  ...['-C', 'llvm-args=-disable-lsr -unswitch-threshold=0 -unroll-runtime=false'],
  ...['-Z', 'unstable-options', '-C', 'panic=immediate-abort'],
]

/** What wasm-opt does beside stripping names and producers, until nothing gets smaller; `[]` leaves the code as it came. */
export const wasmOptFlags = ['-O3', '--converge', '--merge-blocks', '--coalesce-locals', '--reorder-locals']
