import { spawn } from 'node:child_process'

/** Longer than any stage takes on a busy machine: a bug may make a loop endless. */
const LIMIT_MINUTES = 20

let running

/** Stops what `runToEnd` runs, with everything that it started. */
export function stopRunning() {
  if (running === undefined) return
  try {
    process.kill(process.platform === 'win32' ? running.pid : -running.pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}

/** Runs a program and gives its exit code and all it printed; `hung` when it had to be stopped. */
export function runToEnd(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    running = child
    let output = ''
    let hung = false
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', (text) => {
        output += text
      })
    }
    const timer = setTimeout(() => {
      hung = true
      stopRunning()
    }, LIMIT_MINUTES * 60_000)
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      running = undefined
      resolve({ code, output, hung })
    })
  })
}
