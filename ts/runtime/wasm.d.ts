/** Wasm files one behind the other, packed so and written in base64: what the bundler makes of such an import. */
declare module '*?brotli' {
  export const packed: string
  /** Bytes of each file. */
  export const lengths: readonly number[]
}

declare module '*?lzma' {
  export const packed: string
  export const lengths: readonly number[]
}
