/** Bytes of a wasm file, compiled when called: what the bundler makes of an import of one. */
declare module '*.wasm' {
  const compile: () => WebAssembly.Module
  export default compile
}
