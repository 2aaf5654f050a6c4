/** The largest of each window; what lies beyond the edges never is. @type {import('./index.mjs').MakeLayer} */
export function maxPool({ kernel, stride = kernel, padding = 0 }, [batch, channels, size]) {
  const outSize = Math.floor((size + 2 * padding - kernel) / stride) + 1
  const y = new Float64Array(batch * channels * outSize * outSize)
  /** Where in the input each value of y came from. */
  const origins = new Int32Array(y.length)
  const dx = new Float64Array(batch * channels * size * size)
  return {
    shape: [batch, channels, outSize, outSize],
    parameters: [],
    gradients: [],
    forward(x) {
      let i = 0
      for (let plane = 0; plane < batch * channels; plane++) {
        const start = plane * size * size
        for (let row = 0; row < outSize; row++) {
          const top = Math.max(0, row * stride - padding)
          const bottom = Math.min(size, row * stride - padding + kernel)
          for (let column = 0; column < outSize; column++) {
            const left = Math.max(0, column * stride - padding)
            const right = Math.min(size, column * stride - padding + kernel)
            let origin = start + top * size + left
            for (let r = top; r < bottom; r++) {
              for (let c = left; c < right; c++) {
                const position = start + r * size + c
                if (x[position] > x[origin]) origin = position
              }
            }
            y[i] = x[origin]
            origins[i++] = origin
          }
        }
      }
      return y
    },
    backward(dy, { input }) {
      if (!input) return undefined
      dx.fill(0)
      for (let i = 0; i < y.length; i++) dx[origins[i]] += dy[i]
      return dx
    },
  }
}
