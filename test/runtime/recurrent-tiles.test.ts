import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tiles = ['4x8', '2x16', '3x12', '6x8', '4x16', '6x16']

/** Training steps of sizes that no tile divides, with one tile, as a hash of all parameters; and what computed. */
const program = `
  import { createHash } from 'node:crypto'
  import { backendInfo, configure, manualSeed, nn, optim, randn } from './dist/esm/index.js'
  configure({ tile: process.env.TILE })
  manualSeed(5)
  const hash = createHash('sha256')
  for (const Layer of [nn.RNN, nn.LSTM, nn.GRU]) {
    const layer = new Layer(13, 37, { bidirectional: true })
    const optimizer = new optim.Adam(layer.parameters(), { lr: 0.01 })
    const x = randn([5, 7, 13])
    for (let step = 0; step < 3; step++) {
      const [output] = layer.forward(x, undefined, { lengths: [5, 4, 3, 2, 1, 5, 5] })
      optimizer.zeroGrad()
      output.square().sum().backward()
      optimizer.step()
    }
    for (const t of layer.parameters()) hash.update(t.data())
  }
  console.log(JSON.stringify({ ...backendInfo(), hash: hash.digest('hex') }))
`

async function run(tier: string, tile: string): Promise<{ tier: string; tile: string; hash: string }> {
  const env = { ...process.env, GRAD128_TIER: tier, TILE: tile }
  const options = { cwd: root, env }
  const { stdout } = await promisify(execFile)('node', ['--input-type=module', '-e', program], options)
  return JSON.parse(stdout)
}

test.each(['simd', 'turbo'])(
  'recurrent layers have the same bits with every tile of tier %s',
  async (tier) => {
    const reports: Awaited<ReturnType<typeof run>>[] = []
    for (const tile of tiles) reports.push(await run(tier, tile))
    const [{ hash }] = reports as [(typeof reports)[0]]
    expect(reports.map((report) => report.hash)).toEqual(tiles.map(() => hash))
    expect(new Set(reports.map((report) => report.tile)).size).toBeGreaterThan(1)
  },
  30_000,
)
