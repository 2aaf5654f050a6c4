/** What is used of the package `lzma1`, whose own types are sources that a strict project refuses. */
export function compress(bytes: Uint8Array, mode: 9): Uint8Array
