/** What is used of the package `js-lzma`, which comes without types. */
interface Lzma {
  /** Decodes a whole file, header included. */
  decompressFile(source: { readByte(): number }, target: { writeByte(byte: number): void }): void
}
declare const lzma: Lzma
export default lzma
