import { train, ValueError } from 'grad128'
import { describe, expect, test } from 'vitest'
import { separable } from './blobs.js'

/** A stream that remembers what was written to it. */
function paper(isTTY: boolean) {
  let text = ''
  return {
    isTTY,
    columns: 200,
    write(chunk: string) {
      text += chunk
      return true
    },
    text: () => text,
  }
}

const run = async (stream: train.ProgressStream, options: object = {}, epochs = 3) => {
  const { model, optimizer, loader, loss } = separable()
  const metrics = { accuracy: train.accuracy }
  const callbacks = [train.progressBar({ stream, ...options })]
  return train.fit(model, { train: loader, validation: loader, optimizer, loss, epochs, metrics, callbacks })
}

describe('progressBar', () => {
  test('writes a line an epoch where there is no terminal', async () => {
    const stream = paper(false)
    const history = await run(stream)
    const lines = stream.text().split('\n')
    expect(lines.length).toBe(4)
    expect(lines[3]).toBe('')
    for (const [i, record] of history.epochs.entries()) {
      const line = lines[i] as string
      expect(line.startsWith(`epoch ${i + 1}/3  loss ${record.loss.toFixed(4)}`)).toBe(true)
      expect(line).toContain(`validationLoss ${(record.validationLoss as number).toFixed(4)}`)
      expect(line).toContain(`accuracy ${(record.metrics.accuracy as number).toFixed(4)}`)
      expect(line).toMatch(/\d+ samples\/s {2}\d+\.\d s$/)
      expect(line).not.toContain('\x1B')
    }
  })

  test('writes fewer lines on demand, the last one always', async () => {
    const stream = paper(false)
    await run(stream, { every: 3 }, 7)
    expect(stream.text().match(/epoch \d/g)).toEqual(['epoch 3', 'epoch 6', 'epoch 7'])
  })

  test('draws a full bar for each epoch on a terminal', async () => {
    const stream = paper(true)
    await run(stream)
    const bars = stream
      .text()
      .split('\n')
      .filter((line) => line.includes('epoch'))
    expect(bars.length).toBe(3)
    for (const [i, bar] of bars.entries()) {
      expect(bar).toContain(`epoch ${i + 1}/3 [${'░'.repeat(20)}]`)
      expect(bar).toMatch(new RegExp(`epoch ${i + 1}/3 \\[█{20}\\] \\d+\\.\\d s {2}loss \\d`))
    }
    // Nothing that would have to be undone after a signal: cursor and line wrapping stay as they are.
    expect(stream.text()).not.toContain('\x1B[?')
  })

  test('lets go of the terminal when training fails', async () => {
    const stream = paper(true)
    const { model, optimizer, loader, loss } = separable()
    const bar = train.progressBar({ stream })
    const broken = {
      onBatchEnd() {
        throw new Error('stop it')
      },
    }
    const options = { train: loader, optimizer, loss, epochs: 3, callbacks: [bar, broken] }
    await expect(train.fit(model, options)).rejects.toThrow('stop it')
    const text = stream.text()
    expect(text.endsWith('\n')).toBe(true)
    // A bar that still ran would be drawn again.
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(stream.text()).toBe(text)
  })

  test('refuses wrong options', () => {
    expect(() => train.progressBar({ every: 0 })).toThrow(ValueError)
    expect(() => train.progressBar({ stream: {} as never })).toThrow(TypeError)
    expect(() => train.progressBar({ colour: 'red' } as never)).toThrow(/unknown option 'colour'/)
  })
})
