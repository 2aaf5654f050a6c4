import { data, nn, noGrad, optim, train } from 'grad128'
import { exercises, missedInARow, together } from './schedule.mjs'

/**
 * @param {import('grad128').nn.Module} model
 * @param {import('./schedule.mjs').Schedules} schedules
 * @param {{ epochs: number, callbacks?: import('grad128').train.Callback[] }} options
 */
export function trainOn(model, { done, due }, { epochs, callbacks = [] }) {
  const loader = new data.DataLoader(new data.TensorDataset(together(done), together(due)), {
    batchSize: 32,
    shuffle: true,
  })
  const optimizer = new optim.Adam(model.parameters(), { lr: 1e-2 })
  const loss = nn.functional.crossEntropy
  const metrics = { accuracy: train.accuracy }
  return train.fit(model, { train: loader, optimizer, loss, metrics, epochs, clipGradNorm: 1, callbacks })
}

/**
 * What a model takes to be due after each day, by person.
 *
 * @param {import('grad128').nn.Module} model
 * @param {readonly Int32Array[]} done
 * @returns {number[][]}
 */
export function predictDue(model, done) {
  return noGrad(() => model.forward(together(done)).argmax({ dim: 1 })).toArray()
}

/**
 * The most that can be made of today alone: after each kind of day, that which is most often due.
 *
 * @param {import('./schedule.mjs').Schedules} schedules
 * @returns {number[][]}
 */
export function bestFromToday({ done, due }) {
  const counts = new Map()
  done.forEach((row, person) => {
    row.forEach((day, t) => {
      const count = counts.get(day) ?? exercises.map(() => 0)
      count[due[person][t]]++
      counts.set(day, count)
    })
  })
  return done.map((row) => Array.from(row, (day) => counts.get(day).indexOf(Math.max(...counts.get(day)))))
}

/** @typedef {{ overall: number, afterMissed: number, byMissed: number[] }} Accuracies `byMissed`: after 0, 1, 2, … days */

/**
 * The share of right answers: of all days, of those on which nothing was done, and by how many such days in a row.
 *
 * @param {readonly ArrayLike<number>[]} predictions
 * @param {import('./schedule.mjs').Schedules} schedules
 * @param {number} [most] as many missed days in a row, or more, are counted together
 * @returns {Accuracies}
 */
export function accuracies(predictions, { done, due }, most = 4) {
  const right = new Array(most + 1).fill(0)
  const all = new Array(most + 1).fill(0)
  done.forEach((row, person) => {
    missedInARow(row).forEach((missed, t) => {
      const group = Math.min(missed, most)
      all[group]++
      if (predictions[person][t] === due[person][t]) right[group]++
    })
  })
  const share = (from) => sum(right.slice(from)) / sum(all.slice(from))
  return { overall: share(0), afterMissed: share(1), byMissed: right.map((count, i) => count / all[i]) }
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}
