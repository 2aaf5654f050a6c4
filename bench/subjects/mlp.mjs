import { nn, optim, tensor } from 'grad128'
import { inTurns } from '../measure.mjs'
import { PureMlp } from '../pure-js/mlp.mjs'

const [inputs, hidden, classes, batchSize] = [784, 128, 10, 64]

/** A training step of 784-128-10 with batches of 64: forward, backward, optimizer; a fresh batch each time. */
export function mlpSubject() {
  const images = Float32Array.from({ length: batchSize * inputs }, (_, i) => Math.sin(i * i))
  const labels = Int32Array.from({ length: batchSize }, (_, i) => (i * 7) % classes)
  const rows = ['sgd', 'adam'].map((name) => {
    const model = new nn.Sequential(new nn.Linear(inputs, hidden), new nn.ReLU(), new nn.Linear(hidden, classes))
    const optimizer =
      name === 'sgd' ? new optim.SGD(model.parameters(), { lr: 0.01 }) : new optim.Adam(model.parameters())
    const pure = new PureMlp({ sizes: [inputs, hidden, classes], batchSize, optimizer: { name, lr: 0.01 } })
    const step = () => {
      const x = tensor(images, { shape: [batchSize, inputs] })
      const loss = nn.functional.crossEntropy(model.forward(x), tensor(labels))
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
    }
    const times = inTurns([
      { name: 'grad128', run: step },
      { name: 'pure', run: () => pure.step(images, labels, batchSize) },
    ])
    const [own, other] = [times.get('grad128'), times.get('pure')]
    return { name: name.toUpperCase(), grad128: own, pure: other, ratio: other / own }
  })
  return { title: `Step of a ${inputs}-${hidden}-${classes} net, batch ${batchSize}`, unit: 'ms', rows }
}
