import { plot, tensor } from 'grad128'

const [width, height] = [28, 28]

/** Some digits side by side in characters, each with a line of text below. */
export function showDigits(images, positions, captions, columns = 2) {
  const pixels = new Float32Array(positions.length * width * height)
  for (const [i, position] of positions.entries()) {
    pixels.set(images.subarray(position * width * height, (position + 1) * width * height), i * width * height)
  }
  console.log(
    plot.terminal('images', tensor(pixels, { shape: [positions.length, height, width] }), { columns, captions }),
  )
}

/** Positions of the first few digits that were taken for others, with what was read. */
export function mistakes(predictions, labels, count) {
  const wrong = Array.from(labels.keys()).filter((i) => predictions[i] !== labels[i])
  const shown = wrong.slice(0, count)
  return {
    total: wrong.length,
    positions: shown,
    captions: shown.map((i) => `a ${labels[i]}, read as ${predictions[i]}`),
  }
}

export function heading(text) {
  console.log(`\n${text}\n`)
}
