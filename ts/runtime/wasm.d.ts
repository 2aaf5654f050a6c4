/** Wasm files one behind the other, packed and written in base64: what the bundler makes of such an import. */
declare module '*?brotli' {
  export const packed: string
  /** Bytes of each file. */
  export const lengths: readonly number[]
}

/** The same with the bytes of all files sorted by their kinds. */
declare module '*?lzma' {
  export const packed: string
  /** Bytes of each kind. */
  export const kinds: readonly number[]
  export const lengths: readonly number[]
}
