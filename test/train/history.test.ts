import { train } from 'grad128'
import { expect, test } from 'vitest'

function example() {
  const history = new train.History()
  const common = { lr: 0.1, seconds: 2, samplesPerSecond: 50 }
  history.epochs.push({ epoch: 0, loss: 1.5, metrics: { accuracy: 0.5, 'a,"b"': 1 }, ...common })
  history.epochs.push({ epoch: 1, loss: 1.25, validationLoss: 2, metrics: { accuracy: 0.75 }, ...common })
  return history
}

test('toCsv has a column for everything that occurs', () => {
  expect(example().toCsv()).toBe(
    'epoch,loss,accuracy,"a,""b""",lr,seconds,samplesPerSecond,validationLoss\n0,1.5,0.5,1,0.1,2,50,\n1,1.25,0.75,,0.1,2,50,2\n',
  )
})

test('toJson holds the records', () => {
  const history = example()
  expect(JSON.parse(history.toJson())).toEqual({ epochs: history.epochs })
})
