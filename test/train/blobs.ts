import { data, manualSeed, nn, optim, type Tensor, tensor } from 'grad128'

/** Two groups of points that a line separates: class 1 lies where x + y > 0, well away from the line. */
export function blobs(n = 40) {
  const points = Array.from({ length: n }, (_, i) => {
    const side = i % 2 === 0 ? -1 : 1
    return [side + Math.sin(i) * 0.4, side + Math.cos(i) * 0.4]
  })
  const labels = points.map((_, i) => i % 2)
  return { x: tensor(points), y: tensor(labels, { dtype: 'int32' }) }
}

/** A model with an optimizer and shuffled batches, the same at every call. */
export function separable({ batchSize = 8, seed = 0, lr = 0.5 } = {}) {
  manualSeed(seed)
  const { x, y } = blobs()
  const model = new nn.Sequential(new nn.Linear(2, 2))
  const optimizer = new optim.SGD(model.parameters(), { lr })
  const dataset = new data.TensorDataset(x, y)
  const loader = new data.DataLoader(dataset, { batchSize, shuffle: true, seed })
  return { model, optimizer, dataset, loader, x, y, loss: nn.functional.crossEntropy }
}

export function weightsOf(model: nn.Module): number[] {
  return model.parameters().flatMap((p: Tensor) => Array.from(p.data()))
}
