/**
 * Builds the package into dist/: bundles by rollup, declarations by tsc, in both module formats and both precisions.
 * The wasm is not built here; what is checked in is packed into the bundles.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

function run(tool, ...options) {
  // The tools' own entry files, so that nothing depends on the shell or on where npm puts its links.
  execFileSync(process.execPath, [tool, ...options], { stdio: 'inherit' })
}

/** What each bundle's folder says of itself: its module format, and which file serves Node and which the browser. */
function description(format) {
  return {
    type: format === 'esm' ? 'module' : 'commonjs',
    sideEffects: ['./shared/core.js', './plot/index.js'],
    imports: {
      '#wasm': { node: './runtime/wasm-node.js', default: './runtime/wasm-browser.js' },
      '#files': { node: './io/node-files.js', default: './io/browser-files.js' },
      '#terminal-progress': { node: './train/terminal-progress.js', default: './train/plain-progress.js' },
      '#load-svg': { node: './plot/load-svg-node.js', default: './plot/load-svg-browser.js' },
      '#svg': './plot/svg.js',
      '#datasets': './data/datasets/on-demand.js',
    },
  }
}

rmSync('build', { recursive: true, force: true })
run('node_modules/typescript/bin/tsc', '--emitDeclarationOnly', '-p', 'ts')
rmSync('dist', { recursive: true, force: true })
run('node_modules/rollup/dist/bin/rollup', '-c', '--silent')

for (const [folder, suffix] of [
  ['dist', ''],
  ['dist/float64', '.float64'],
]) {
  for (const format of ['esm', 'cjs']) {
    const target = `${folder}/${format}`
    // The types of what draws SVG name the plotting library, which users do not have; nothing public refers to them.
    const isPublic = (path) => !/[/\\]plot[/\\]svg([/\\]|$)/.test(path)
    cpSync('build/types', target, { recursive: true, filter: isPublic })
    cpSync('ts/runtime/wasm', `${target}/runtime/wasm`, {
      recursive: true,
      filter: (path) => !/\.(wasm|js|json)$/.test(path),
    })
    cpSync('ts/runtime/wasm.d.ts', `${target}/runtime/wasm.d.ts`)
    for (const name of ['precision', 'wasm-node', 'wasm-browser']) {
      const own = `${target}/runtime/${name}${suffix}.d.ts`
      writeFileSync(`${target}/runtime/${name}.d.ts`, readFileSync(own))
      rmSync(`${target}/runtime/${name}.float64.d.ts`)
    }
    writeFileSync(`${target}/package.json`, `${JSON.stringify(description(format), null, 2)}\n`)
  }
}
if (!existsSync('dist/esm/index.js')) throw new Error('rollup made no dist/esm/index.js')
