import { nn } from 'grad128'

/** A convolution of 3 × 3 without an offset, since the normalization behind it brings its own. */
function convolution(inChannels, outChannels, stride = 1) {
  return new nn.Conv2d(inChannels, outChannels, 3, { stride, padding: 1, bias: false })
}

/** y = relu(x + f(x)): two convolutions learn what to change of x. @param {number} channels */
export function residualBlock(channels) {
  const change = new nn.Sequential(
    convolution(channels, channels),
    new nn.BatchNorm2d(channels),
    new nn.ReLU(),
    convolution(channels, channels),
    new nn.BatchNorm2d(channels),
  )
  return new nn.Sequential(new nn.Residual(change), new nn.ReLU())
}

/**
 * A small residual network for images [N, 1, 28, 28]: two stages of 14 × 14 and 7 × 7 with a block each, whose maps are
 * averaged into one number each. Source: He, Zhang, Ren & Sun, "Deep residual learning for image recognition", 2016.
 *
 * @param {number} classes
 */
export function residualNet(classes) {
  return new nn.Sequential(
    convolution(1, 16),
    new nn.BatchNorm2d(16),
    new nn.ReLU(),
    new nn.MaxPool2d(2), // 14 × 14
    residualBlock(16),
    convolution(16, 32, 2), // 7 × 7
    new nn.BatchNorm2d(32),
    new nn.ReLU(),
    residualBlock(32),
    new nn.AdaptiveAvgPool2d(1), // how much of each map there is, wherever it is
    new nn.Flatten(),
    new nn.Linear(32, classes),
  )
}

/** The baseline, softmax regression: each class is a weighted sum of the pixels. @param {number} classes */
export function linearNet(classes) {
  return new nn.Sequential(new nn.Flatten(), new nn.Linear(28 * 28, classes))
}
