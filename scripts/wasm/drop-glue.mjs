import binaryen from 'binaryen'

/**
 * A WebAssembly module without what wasm-bindgen adds for values that are no numbers, which kernels neither take nor
 * give.
 *
 * @param {Uint8Array} bytes
 */
export function dropGlue(bytes) {
  const module = binaryen.readBinary(bytes)
  const names = Array.from(
    { length: module.getNumExports() },
    (_, i) => binaryen.getExportInfo(module.getExportByIndex(i)).name,
  )
  for (const name of names) if (name.startsWith('__')) module.removeExport(name)
  return module.emitBinary()
}
