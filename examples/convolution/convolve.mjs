/**
 * The textbook's convolution of a signal, by a plain loop: (f ∗ g)(i) = Σ_j g(j)·f(i − j + ⌊m/2⌋) for the m numbers of g.
 * The kernel runs backwards over the signal, and its middle comes to lie on i. Beyond its ends the signal is 0.
 *
 * @param {ArrayLike<number>} f
 * @param {ArrayLike<number>} g
 * @returns {Float64Array} as long as f
 */
export function convolveSignal(f, g) {
  const middle = Math.floor(g.length / 2)
  const result = new Float64Array(f.length)
  for (let i = 0; i < f.length; i++) {
    for (let j = 0; j < g.length; j++) {
      const at = i - j + middle
      if (at >= 0 && at < f.length) result[i] += g[j] * f[at]
    }
  }
  return result
}

/**
 * The same for a picture, whose kernel runs backwards along both axes:
 * (f ∗ g)(y, x) = Σ_j Σ_k g(j, k)·f(y − j + ⌊m/2⌋, x − k + ⌊n/2⌋).
 *
 * @param {readonly ArrayLike<number>[]} f rows of a picture
 * @param {readonly ArrayLike<number>[]} g rows of a kernel
 * @returns {Float64Array[]} rows, as many and as long as those of f
 */
export function convolveImage(f, g) {
  const [top, left] = [Math.floor(g.length / 2), Math.floor(g[0].length / 2)]
  return f.map((_, y) => {
    const row = new Float64Array(f[0].length)
    for (let x = 0; x < row.length; x++) {
      for (let j = 0; j < g.length; j++) {
        const above = f[y - j + top]
        if (above === undefined) continue
        for (let k = 0; k < g[0].length; k++) row[x] += g[j][k] * (above[x - k + left] ?? 0)
      }
    }
    return row
  })
}
