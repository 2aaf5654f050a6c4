/** A wasm file, packed so and written in base64: what the bundler makes of such an import. */
declare module '*.wasm?brotli' {
  const packed: string
  export default packed
}

declare module '*.wasm?lzma' {
  const packed: string
  export default packed
}
