import { fork, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/**
 * @typedef {{ name: string, version: string, details?: string, ask: (question: string, data?: object) => Promise<any>,
 *   close: () => void }} SideProcess a side that has opened in a process of its own; `ask` has one question at a time
 * @typedef {{ write: (message: object) => void, onMessage: (take: (message: any) => void) => void }} Channel
 */

/**
 * Starts a side's module in a Node process of its own, so that neither its garbage nor its compiled code disturbs others.
 *
 * @param {{ name: string, module: string, options?: object, harness?: URL }} side `harness` is the folder of serve.mjs,
 *   another one to measure another copy of the library
 * @returns {Promise<SideProcess>}
 */
export function startNodeSide({ name, module, options = {}, harness = new URL('.', import.meta.url) }) {
  const serve = fileURLToPath(new URL('serve.mjs', harness))
  // Structured cloning instead of JSON: typed arrays travel as they are. What a peer prints goes to stderr.
  const child = fork(serve, [module, JSON.stringify(options)], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return connect(name, child, {
    // What cannot be sent any more is answered when the process is found to have ended.
    write: (message) => child.send(message, () => {}),
    onMessage: (take) => child.on('message', take),
  })
}

/**
 * Starts a side written in Python, which gets questions and gives answers as lines of JSON.
 *
 * @param {{ name: string, python: string, script: string, env: Record<string, string> }} side
 * @returns {Promise<SideProcess>}
 */
export function startPythonSide({ name, python, script, env }) {
  const child = spawn(python, ['-u', script], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.on('error', () => {}) // that it ended is reported below
  return connect(name, child, {
    write: (message) => child.stdin.write(`${JSON.stringify(message, typedArraysAsBase64)}\n`),
    onMessage: (take) =>
      createInterface({ input: child.stdout }).on('line', (line) => take(JSON.parse(line, typedArraysFromBase64))),
  })
}

/**
 * @param {string} name
 * @param {import('node:child_process').ChildProcess} child
 * @param {Channel} channel
 * @returns {Promise<SideProcess>}
 */
async function connect(name, child, { write, onMessage }) {
  /** @type {{ resolve: (answer: any) => void, reject: (error: Error) => void } | undefined} */
  let waiting
  /** @type {Error | undefined} */
  let gone
  const settle = (how, value) => {
    const asked = waiting
    waiting = undefined
    asked?.[how](value)
  }
  onMessage(({ answer, error }) =>
    error === undefined ? settle('resolve', answer) : settle('reject', new Error(`${name}: ${error}`)),
  )
  const lose = (reason) => {
    gone = new Error(`${name}: its process ${reason}.`)
    settle('reject', gone)
  }
  child.on('error', (error) => lose(`could not be started: ${error.message}`))
  child.on('exit', (code, signal) => lose(`ended with ${signal ?? `exit code ${code}`}`))
  const ask = (question, data = {}) =>
    new Promise((resolve, reject) => {
      if (gone !== undefined) return reject(gone)
      waiting = { resolve, reject }
      write({ question, ...data })
    })
  const close = () => void child.kill()
  try {
    return { name, ...(await ask('open')), ask, close }
  } catch (error) {
    close()
    throw error
  }
}

/** @param {string} _key @param {unknown} value */
function typedArraysAsBase64(_key, value) {
  if (!(value instanceof Float32Array || value instanceof Int32Array)) return value
  const { buffer, byteOffset, byteLength } = value
  const dtype = value instanceof Float32Array ? 'float32' : 'int32'
  return { dtype, base64: Buffer.from(buffer, byteOffset, byteLength).toString('base64') }
}

/** @param {string} _key @param {any} value */
function typedArraysFromBase64(_key, value) {
  if (value?.dtype !== 'float32') return value
  const bytes = Buffer.from(value.base64, 'base64')
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}
