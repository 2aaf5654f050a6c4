import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { measureRow } from '../../bench/harness/measure-row.mjs'

const effort = { rounds: 3, milliseconds: 1, warmUp: 1, patience: 1000 }
const work = { inputs: {}, expected: [1, 2] }

interface Prepared {
  result?: number[]
  cannot?: string
  differs?: string
}

/** A side without a process, which writes down what it is asked. */
function fakeSide(log: string[], name: string, prepared: Prepared, round: () => Promise<void> = async () => {}) {
  let rounds = 0
  const ask = async (question: string) => {
    log.push(`${name} ${question}`)
    if (question === 'prepare') return prepared
    if (question === 'round') {
      await round()
      return { milliseconds: ++rounds, share: 1 }
    }
    return {}
  }
  return { side: { name, ask }, kind: 'matmul', row: {} }
}

describe('measureRow', () => {
  it('prepares all, warms all up, and then lets them take turns', async () => {
    const log: string[] = []
    const lanes = ['a', 'b'].map((name) => fakeSide(log, name, { result: [1, 2] }))
    const outcomes = await measureRow(lanes, work, effort)
    const turns = ['a round', 'b round', 'a round', 'b round', 'a round', 'b round']
    expect(log).toEqual(['a prepare', 'b prepare', 'a warmUp', 'b warmUp', ...turns])
    expect(outcomes).toEqual([1, 2].map(() => ({ times: [1, 2, 3], shares: [1, 1, 1] })))
  })

  it('does not time who cannot, nor who computes something else', async () => {
    const log: string[] = []
    const lanes = [
      fakeSide(log, 'able', { result: [1, 2.00001] }),
      fakeSide(log, 'unable', { cannot: 'has no tensors' }),
      fakeSide(log, 'wrong', { result: [1, 2.01] }),
      fakeSide(log, 'not a number', { result: [1, Number.NaN] }),
      fakeSide(log, 'short', { result: [1] }),
    ]
    const [able, unable, wrong, notANumber, short] = await measureRow(lanes, work, effort)
    expect(able).toHaveProperty('times')
    expect(unable).toEqual({ cannot: 'has no tensors' })
    expect(wrong).toEqual({ wrong: 'gives 2.01 instead of 2 at position 1 of 2' })
    expect(notANumber).toEqual({ wrong: 'gives NaN instead of 2 at position 1 of 2' })
    expect(short).toEqual({ wrong: 'gives 1 values instead of 2' })
    expect(log.filter((line) => line.endsWith('round'))).toEqual(['able round', 'able round', 'able round'])
  })

  it('holds losses that differ by nature to falling', async () => {
    const differs = 'one sample at a time'
    const lanes = [
      fakeSide([], 'learns', { result: [3, 2, 1], differs }),
      fakeSide([], 'does not', { result: [1, 1], differs }),
    ]
    const [learns, doesNot] = await measureRow(lanes, work, effort)
    expect(learns).toMatchObject({ times: [1, 2, 3], differs })
    expect(doesNot).toEqual({ wrong: 'does not learn: its loss goes from 1 to 1' })
  })

  it('takes the first who can as right where nothing is expected', async () => {
    const lanes = [
      fakeSide([], 'unable', { cannot: 'never' }),
      fakeSide([], 'first', { result: [7] }),
      fakeSide([], 'same', { result: [7] }),
      fakeSide([], 'other', { result: [8] }),
    ]
    const outcomes = await measureRow(lanes, { inputs: {} }, effort)
    expect(outcomes.map((outcome) => Object.keys(outcome)[0])).toEqual(['cannot', 'times', 'times', 'wrong'])
  })

  it('lets a yardstick compute what it likes', async () => {
    const lane = { ...fakeSide([], 'yardstick', { result: [24] }), compared: false }
    expect(await measureRow([lane], work, effort)).toEqual([{ times: [1, 2, 3], shares: [1, 1, 1] }])
  })

  it.each([
    [8, 3],
    [2, 1],
  ])('lets a slow side go: with a patience of %i ms after round %i of 4 ms', async (patience, rounds) => {
    const log: string[] = []
    // A clock of its own: a pause takes a little longer than it should, but on a busy machine ten times as long.
    let now = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
    onTestFinished(() => clock.mockRestore())
    const pause = async () => {
      now += 4.1
    }
    const lanes = [fakeSide(log, 'fast', { result: [1, 2] }), fakeSide(log, 'slow', { result: [1, 2] }, pause)]
    await measureRow(lanes, work, { ...effort, rounds: 9, patience })
    expect(log.filter((line) => line === 'fast round')).toHaveLength(9)
    expect(log.filter((line) => line === 'slow round')).toHaveLength(rounds)
  })
})
