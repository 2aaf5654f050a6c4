import { nn, optim } from 'grad128'

/** The network of the demo: 784 pixels, 128 hidden units, 10 digits. */
export function digitNet() {
  return new nn.Sequential(new nn.Linear(784, 128), new nn.ReLU(), new nn.Linear(128, 10))
}

/** Its optimizer, with torch's defaults. @param {import('grad128').nn.Module} model */
export function digitOptimizer(model) {
  return new optim.Adam(model.parameters())
}
