import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const dist = (path: string) => fileURLToPath(new URL(`./dist/${path}`, import.meta.url))

export default defineConfig({
  resolve: {
    // Tests use the package by its name, as it is built: what they prove is what users get.
    alias: [
      { find: /^grad128$/, replacement: dist('esm/index.js') },
      { find: /^grad128\/float64$/, replacement: dist('float64/esm/index.js') },
      { find: /^grad128\/(nn|optim|data|train|io|plot)$/, replacement: dist('esm/$1/index.js') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Lifetimes are tested with the collector's help.
    pool: 'forks',
    execArgv: ['--expose-gc'],
    testTimeout: 60_000,
    // The built package is loaded by Node itself, as users load it.
    server: { deps: { external: [/\/dist\//] } },
  },
})
