/**
 * Bytes of several files that were packed together, because what they share is then packed once. They are unpacked when
 * one of them is first asked for.
 */
export function parts(
  unpacked: () => Uint8Array<ArrayBuffer>,
  lengths: readonly number[],
): (index: number) => Uint8Array<ArrayBuffer> {
  let whole: Uint8Array<ArrayBuffer> | undefined
  return (index) => {
    whole ??= unpacked()
    const start = sum(lengths.slice(0, index))
    return whole.subarray(start, start + (lengths[index] as number))
  }
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
