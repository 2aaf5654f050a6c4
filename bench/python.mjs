import { spawnSync } from 'node:child_process'

/**
 * A Python that has PyTorch: $GRAD128_PYTHON, or the first such one in PATH.
 *
 * @returns {string}
 * @throws {Error} when there is none
 */
export function findPython() {
  const wished = process.env.GRAD128_PYTHON
  const candidates = wished === undefined ? ['python3', 'python'] : [wished]
  const found = candidates.find((python) => spawnSync(python, ['-c', 'import numpy, torch']).status === 0)
  if (found !== undefined) return found
  throw new Error(
    `Comparing with PyTorch needs a Python that can import torch and numpy, but ${candidates.join(' and ')} cannot. ` +
      'Run `pip install torch numpy`, or name such a Python in the environment variable GRAD128_PYTHON.',
  )
}
