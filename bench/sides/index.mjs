import { fileURLToPath } from 'node:url'
import { startNodeSide, startPythonSide } from '../harness/side-process.mjs'

/** @typedef {import('../harness/side-process.mjs').SideProcess} SideProcess */

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))

/** @param {string} name @param {string} module @param {object} [options] */
const node = (name, module, options) => () => startNodeSide({ name, module: path(module), options })

/** One thread, as everybody here. */
const oneThread = { OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }
/** The widest registers that WebAssembly can reach are AVX2's. */
const heldToAvx2 = { ATEN_CPU_CAPABILITY: 'avx2', MKL_ENABLE_INSTRUCTIONS: 'AVX2', ONEDNN_MAX_CPU_ISA: 'AVX2' }

/** @param {string} name @param {Record<string, string>} env */
const torch =
  (name, env) =>
  (/** @type {{ python: string }} */ { python }) =>
    startPythonSide({ name, python, script: path('pytorch.py'), env: { ...oneThread, ...env } })

/**
 * Everything that can be measured, by name: its title, and how it starts.
 *
 * @type {Record<string, { title: string, start: (options: any) => Promise<SideProcess> }>}
 */
export const sides = {
  grad128: { title: 'grad128', start: node('grad128', 'grad128.mjs') },
  'pure-js': { title: 'pure JS', start: node('pure-js', 'pure-js.mjs') },
  'tfjs-wasm': { title: 'tfjs wasm', start: node('tfjs-wasm', '../peers/tfjs.mjs', { backend: 'wasm' }) },
  'tfjs-cpu': { title: 'tfjs cpu', start: node('tfjs-cpu', '../peers/tfjs.mjs', { backend: 'cpu' }) },
  'jax-js': { title: 'jax-js', start: node('jax-js', '../peers/jax-js.mjs') },
  convnetjs: { title: 'convnetjs', start: node('convnetjs', '../peers/convnetjs.mjs') },
  'brain.js': { title: 'brain.js', start: node('brain.js', '../peers/brain-js.mjs') },
  'pytorch-avx2': { title: 'PyTorch, AVX2', start: torch('pytorch-avx2', heldToAvx2) },
  pytorch: { title: 'PyTorch', start: torch('pytorch', {}) },
}

/** Which sides take part: always the first group, the others where they are asked for. */
export const groups = {
  own: ['grad128', 'pure-js'],
  peers: ['tfjs-wasm', 'tfjs-cpu', 'jax-js', 'convnetjs', 'brain.js'],
  pytorch: ['pytorch-avx2', 'pytorch'],
}

/** @returns {Promise<SideProcess>} */
export const startYardstick = node('yardstick', 'yardstick.mjs')
