// Prints `N passed, N failed` over the test reports in a folder: node .ci/totals.mjs FOLDER EXIT_CODE
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, exitCode] = process.argv.slice(2)
let passed = 0
let failed = 0

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const report = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  passed += report.numPassedTests
  failed += report.numFailedTests
  // A test file that does not load, or whose preparation fails, has no failed test to show for it: it counts as one.
  const silent = (file) => !file.assertionResults.some(({ status }) => status === 'failed')
  failed += report.testResults.filter((file) => file.status === 'failed' && silent(file)).length
}

const cargoLog = join(folder, 'cargo.log')
if (existsSync(cargoLog)) {
  for (const [, ok, bad] of readFileSync(cargoLog, 'utf8').matchAll(
    /^test result: .*? (\d+) passed; (\d+) failed;/gm,
  )) {
    passed += Number(ok)
    failed += Number(bad)
  }
}

// A step other than a test that failed (formatter, stale build, demo) is one failure too.
if (exitCode !== '0' && failed === 0) failed = 1
console.log(`${passed} passed, ${failed} failed`)
