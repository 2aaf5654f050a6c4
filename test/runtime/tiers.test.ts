import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Enough products to have the tile chosen, of odd sizes; some training; gradients of convolutions; and what computes. */
const program = `
  import { createHash } from 'node:crypto'
  import { backendInfo, manualSeed, nn, optim, randn } from './dist/esm/index.js'
  manualSeed(5)
  const model = new nn.Sequential(new nn.Linear(67, 131), new nn.Tanh(), new nn.Linear(131, 5))
  const optimizer = new optim.Adam(model.parameters(), { lr: 0.01 })
  const [x, y] = [randn([997, 67]), randn([997, 5])]
  const losses = []
  for (let step = 0; step < 12; step++) {
    optimizer.zeroGrad()
    const loss = nn.functional.mseLoss(model.forward(x), y)
    loss.backward()
    optimizer.step()
    losses.push(loss.item())
  }
  const images = new nn.Sequential(
    new nn.Conv2d(3, 13, 3, { padding: 1 }),
    new nn.ConvTranspose2d(13, 5, 4, { stride: 2 }),
    new nn.Conv2d(5, 5, 3, { groups: 5 }),
  )
  images.forward(randn([3, 3, 17, 19])).square().sum().backward()
  const hash = createHash('sha256')
  for (const t of images.parameters()) hash.update(t.grad.data())
  for (const t of model.parameters()) hash.update(t.data())
  console.log(JSON.stringify({ ...backendInfo(), losses, hash: hash.digest('hex') }))
`

interface Report {
  tier: string
  tile: string
  reasons: string[]
  losses: number[]
  hash: string
}

const run = promisify(execFile)

async function report(environment: Record<string, string>): Promise<Report> {
  const options = { cwd: root, env: { ...process.env, ...environment } }
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', program], options)
  expect(stderr).toBe('')
  return JSON.parse(stdout) as Report
}

const major = Number.parseInt(process.versions.node, 10)
const hasRelaxed = major >= 22

test('the tier is the best that runs without being told to, or what was asked for, or the next lower one', async () => {
  const tiers = ['', 'simd', 'relaxed', 'turbo']
  const [auto, simd, relaxed, turbo] = (await Promise.all(tiers.map((tier) => report({ GRAD128_TIER: tier })))) as [
    Report,
    Report,
    Report,
    Report,
  ]
  expect([auto.tier, auto.reasons]).toEqual([hasRelaxed ? 'relaxed' : 'simd', []])
  expect([simd.tier, simd.reasons]).toEqual(['simd', []])
  expect(relaxed.tier).toBe(hasRelaxed ? 'relaxed' : 'simd')
  expect(relaxed.reasons).toHaveLength(hasRelaxed ? 0 : 2)
  // Node 22 and 23 have relaxed SIMD without a flag, and no wide vectors.
  expect(turbo.tier).toBe(major === 22 || major === 23 ? 'relaxed' : 'turbo')
  expect(turbo.reasons.length).toBeGreaterThan(0)
  // Other roundings, the same training.
  for (const other of [auto, relaxed, turbo]) {
    for (const [i, loss] of other.losses.entries()) expect(loss).toBeCloseTo(simd.losses[i] as number, 5)
  }
  expect(turbo.hash === relaxed.hash).toBe(turbo.tier === 'relaxed' || hasRelaxed)
}, 60_000)

test('all tiles give the same bits, and a pinned one stays', async () => {
  const tiles = ['4x8', '2x16', '3x12', '6x8', '4x16', '6x16']
  const measured = await report({})
  expect(tiles).toContain(measured.tile)
  for (const tile of tiles) {
    const pinned = await report({ GRAD128_TILE: tile })
    expect([pinned.tile, pinned.hash, pinned.reasons]).toEqual([tile, measured.hash, measured.reasons])
  }
  const unknown = await report({ GRAD128_TILE: '9x9' })
  const reason = "There is no tile '9x9' here; the tiles are 4x8, 2x16, 3x12, 6x8, 4x16, 6x16"
  expect(unknown.reasons).toEqual([...measured.reasons, reason])
}, 60_000)
