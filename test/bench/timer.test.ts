import { afterEach, describe, expect, it, vi } from 'vitest'
import { runsARound, timeRound } from '../../bench/harness/timer.mjs'

function work(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

describe('timeRound', () => {
  it('runs as often as it is told, and gives the time of one run', async () => {
    let runs = 0
    const { milliseconds, share } = await timeRound(() => {
      runs++
      work(2)
    }, 5)
    expect(runs).toBe(5)
    expect(milliseconds).toBeGreaterThanOrEqual(2)
    expect(share).toBeGreaterThan(0)
    expect(share).toBeLessThanOrEqual(1)
  })

  it('waits for what has not finished, and sees that it got little of a core', async () => {
    let finished = 0
    const { milliseconds, share } = await timeRound(async () => {
      await sleep(20)
      finished++
    }, 3)
    expect(finished).toBe(3)
    expect(milliseconds).toBeGreaterThan(18)
    expect(share).toBeLessThan(0.7)
  })
})

describe('runsARound', () => {
  afterEach(() => vi.restoreAllMocks())

  /** A clock that only `pass` moves on. */
  function stoppedClock() {
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => now)
    return {
      pass: (milliseconds: number) => {
        now += milliseconds
      },
      passed: () => now,
    }
  }

  it('fills a round, whatever the first runs took', async () => {
    const { pass, passed } = stoppedClock()
    let runs = 0
    const count = await runsARound(() => pass(runs++ < 5 ? 20 : 0.5), { warmUp: 120, milliseconds: 20, patience: 1000 })
    expect(count).toBe(40)
    expect(passed()).toBeGreaterThanOrEqual(120)
    expect(passed()).toBeLessThan(125)
  })

  it('warms a slow side up with three runs, and runs it once a round', async () => {
    const { pass } = stoppedClock()
    let runs = 0
    const slow = () => {
      runs++
      pass(10)
    }
    expect(await runsARound(slow, { warmUp: 1, milliseconds: 4, patience: 1000 })).toBe(1)
    expect(runs).toBe(3)
  })

  it('has no patience for a second run where the first takes too long', async () => {
    const { pass } = stoppedClock()
    let runs = 0
    const slow = () => {
      runs++
      pass(10)
    }
    expect(await runsARound(slow, { warmUp: 1, milliseconds: 4, patience: 9 })).toBe(1)
    expect(runs).toBe(1)
  })
})
