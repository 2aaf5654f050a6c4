/** Bytes of a wasm file, unpacked when called: what the bundler makes of an import of one. */
declare module '*.wasm' {
  const bytes: () => Uint8Array<ArrayBuffer>
  export default bytes
}
