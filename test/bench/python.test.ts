import { afterEach, describe, expect, it, vi } from 'vitest'
import { findPython } from '../../bench/python.mjs'

afterEach(() => vi.unstubAllEnvs())

describe('findPython', () => {
  it('says what to do where there is no Python with PyTorch', () => {
    // Node runs `-c` as well, and finds that `import numpy, torch` is no JavaScript.
    vi.stubEnv('GRAD128_PYTHON', process.execPath)
    expect(() => findPython()).toThrow(/pip install torch numpy.*GRAD128_PYTHON/)
    vi.stubEnv('GRAD128_PYTHON', '/nowhere/python')
    expect(() => findPython()).toThrow('/nowhere/python cannot')
  })
})
