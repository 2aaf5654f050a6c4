import { nn } from 'grad128'

/**
 * LeNet-5 for images [N, 1, 28, 28], with ReLU and max pooling where the original had tanh and a trained average.
 * Source: LeCun, Bottou, Bengio & Haffner, "Gradient-based learning applied to document recognition", 1998.
 */
export function leNet() {
  return new nn.Sequential(
    new nn.Conv2d(1, 6, 5, { padding: 2 }), // strokes: 6 maps of 28 × 28
    new nn.ReLU(),
    new nn.MaxPool2d(2), // 14 × 14: where a stroke is, to two pixels
    new nn.Conv2d(6, 16, 5), // parts of digits: 16 maps of 10 × 10
    new nn.ReLU(),
    new nn.MaxPool2d(2), // 5 × 5
    new nn.Flatten(),
    new nn.Linear(400, 120),
    new nn.ReLU(),
    new nn.Linear(120, 84),
    new nn.ReLU(),
    new nn.Linear(84, 10),
  )
}
