import { nn, oneHot } from 'grad128'
import { days, exercises } from './schedule.mjs'

const hidden = 8

/** Each day as a vector with a single 1. @param {import('grad128').Tensor} done [B, T] → [B, T, 4] */
const encoded = (done) => oneHot(done, days.length).cast('float32')

/** A feed-forward net: sees today, and nothing else. */
export class TodayNet extends nn.Module {
  hidden = new nn.Linear(days.length, hidden)
  head = new nn.Linear(hidden, exercises.length)

  /** @param {import('grad128').Tensor} done days [B, T] @returns {import('grad128').Tensor} logits [B, 3, T] */
  forward(done) {
    return this.head.forward(this.hidden.forward(encoded(done)).tanh()).transpose(1, 2)
  }
}

/** The same, but that its hidden layer also sees its own output of the day before: a state that is carried on. */
export class StateNet extends nn.Module {
  rnn = new nn.RNN(days.length, hidden, { batchFirst: true })
  head = new nn.Linear(hidden, exercises.length)

  /** @param {import('grad128').Tensor} done days [B, T] @returns {import('grad128').Tensor} logits [B, 3, T] */
  forward(done) {
    return this.head.forward(this.states(done)).transpose(1, 2)
  }

  /** What it carries on from each day. @param {import('grad128').Tensor} done days [B, T] → [B, T, 8] */
  states(done) {
    const [states] = this.rnn.forward(encoded(done))
    return states
  }
}
