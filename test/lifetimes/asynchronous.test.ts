import { keep, memory, ones, tensor } from 'grad128'
import { expect, test } from 'vitest'

const collect = globalThis.gc as () => void

/** The collector's callbacks run in tasks of their own. */
async function afterCollection(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const live = () => [memory().liveTensors, memory().liveBytes]
const base = tensor(new Float32Array(256).fill(1)) // 1 KiB
const w = tensor(new Float32Array(256).fill(2), { requiresGrad: true })

function drop(count: number): void {
  for (let i = 0; i < count; i++) base.mul(i)
}

test('dropped results of 1 KiB and more are freed between tasks', async () => {
  await afterCollection()
  const before = live()
  drop(100)
  expect(live()).toEqual([before[0]! + 100, before[1]! + 100 * 1024])
  await afterCollection()
  expect(live()).toEqual(before)
})

test('dropped graphs too, that no backward pass consumed', async () => {
  await afterCollection()
  const before = live()
  const build = () => {
    for (let i = 0; i < 50; i++) w.mul(base).exp().add(1)
  }
  build()
  expect(live()[0]).toBe(before[0]! + 150)
  await afterCollection()
  expect(live()).toEqual(before)
})

test('what is still referred to stays, through any of the tensors that share it', async () => {
  await afterCollection()
  const before = live()
  const twin = (() => base.mul(7).reshape([16, 16]).detach())()
  const loss = (() => w.square().mul(base).sum())()
  await afterCollection()
  expect(live()[0]).toBeGreaterThan(before[0]!)
  drop(100) // whatever had been freed by mistake would be overwritten
  expect(twin.data().every((v) => v === 7)).toBe(true)
  loss.backward()
  expect(w.grad!.data().every((g) => g === 4)).toBe(true)
})

test('what was disposed of is not freed a second time', async () => {
  await afterCollection()
  const dispose = () => {
    for (let i = 0; i < 50; i++) base.mul(i).dispose()
  }
  dispose()
  const before = live()
  const held = Array.from({ length: 50 }, (_, i) => base.mul(i))
  await afterCollection()
  expect(live()).toEqual([before[0]! + 50, before[1]! + 50 * 1024])
  expect(held.every((t, i) => t.data().every((v) => v === i))).toBe(true)
})

test('JavaScript data of dropped tensors is reported as gone', async () => {
  await afterCollection()
  const before = memory().hostBytes
  const make = () => {
    for (let i = 0; i < 10; i++) tensor(new Float32Array(1024))
  }
  make()
  expect(memory().hostBytes).toBe(before + 10 * 4096)
  await afterCollection()
  expect(memory().hostBytes).toBe(before)
})

test('what moved out to JavaScript needs no task to be collected: synchronous loops do not pile it up', () => {
  const held = () => {
    // The second one waits until the buffers that the first one found are freed, which another thread does.
    collect()
    collect()
    return process.memoryUsage().arrayBuffers
  }
  const step = () => {
    const input = base.repeat([1024]).add(1) // 1 MiB that no graph owns
    w.mul(input.slice(0, 0, 256))
      .sum()
      .backward()
  }
  step()
  const before = held()
  for (let i = 0; i < 32; i++) step()
  expect(held() - before).toBeLessThan(8 * 1024 * 1024)
})

test('a transposition holds the block of its base, which nobody refers to any more', async () => {
  const make = () => base.mul(2).reshape([16, 16]).transpose(0, 1)
  const [read, multiplied] = [make(), make()]
  await afterCollection()
  const held = Array.from({ length: 100 }, (_, i) => base.mul(i)) // would take the place of what was freed
  expect(read.data().every((v) => v === 2)).toBe(true)
  expect(multiplied.matmul(ones([16, 1])).data()).toEqual(new Float32Array(16).fill(32))
  expect(held[99]!.data()[0]).toBe(99)
})

test('what is computed from a kept tensor of a past step is freed, too, though the tensor lives on', async () => {
  const best = keep(w.mul(base))
  best.sum().backward()
  w.sum().backward()
  const use = () => {
    for (let i = 0; i < 50; i++) best.mul(2)
  }
  use() // the first operation ends the step before
  await afterCollection()
  const before = live()
  use()
  await afterCollection()
  expect(live()).toEqual(before)
})
