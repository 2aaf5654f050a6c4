import { data, noGrad, optim, train } from 'grad128'
import { surprise } from './model.mjs'

/** @typedef {{ step: number, nats: number, seconds: number }} Milestone nats per held-out character after some steps */

const evaluation = { steps: 128, batch: 16, batchFirst: false }

/**
 * Trains by truncated backpropagation through time: the text is read as `batch` rows side by side, a window at a time;
 * the state goes on to the next window, the gradient ends at the window's beginning.
 *
 * @param {import('./model.mjs').CharModel} model
 * @param {import('./corpus.mjs').Corpus} corpus
 * @param {{ steps: number, batch?: number, window?: number, lr?: number, milestones?: number }} options `milestones`: how
 *   often the held-out part is looked at
 * @returns {AsyncGenerator<Milestone>}
 */
export async function* trainModel(model, corpus, options) {
  const { steps, batch = 16, window = 64, lr = 8e-3, milestones = 6 } = options
  const optimizer = new optim.Adam(model.parameters(), { lr })
  const every = Math.ceil(steps / milestones)
  let step = 0
  let seconds = 0
  let start = performance.now()
  for (let pass = 0; step < steps; pass++) {
    // Each pass begins elsewhere, so that windows are not always cut at the same characters.
    const text = corpus.train.subarray(Math.floor((pass * 0.618 * window) % window))
    const windows = data.windows(text, { steps: window, batch, batchFirst: false, dropLast: true })
    for await (const _ of train.truncatedBptt(model, windows, { optimizer, loss: surprise, clipGradNorm: 1 })) {
      step++
      optimizer.paramGroups[0].lr = lr * remaining(step / steps)
      if (step % every === 0 || step === steps) {
        seconds += (performance.now() - start) / 1000
        yield { step, nats: natsPerCharacter(model, corpus.heldOut), seconds }
        start = performance.now()
      }
      if (step === steps) return
    }
  }
}

/** What is left of the learning rate: half a cosine, from 1 to 0. Source: Loshchilov and Hutter, "SGDR", 2017. */
function remaining(done) {
  return (1 + Math.cos(Math.PI * done)) / 2
}

/**
 * Mean −log P of a text's characters, with the state carried from window to window.
 *
 * @param {import('./model.mjs').CharModel} model
 * @param {Int32Array} text
 * @returns {number}
 */
export function natsPerCharacter(model, text) {
  let sum = 0
  let count = 0
  let state
  for (const [input, target] of data.windows(text, evaluation)) {
    const [loss, next] = noGrad(() => {
      const [logits, next] = model.forward(input, state)
      return [surprise(logits, target), next]
    })
    state = next
    sum += loss.item() * target.size
    count += target.size
  }
  return sum / count
}
