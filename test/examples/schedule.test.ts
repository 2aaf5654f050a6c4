import { manualSeed } from 'grad128'
import { describe, expect, test } from 'vitest'
import { StateNet, TodayNet } from '../../examples/schedule/model.mjs'
import { dueAfter, makeSchedules, missedInARow } from '../../examples/schedule/schedule.mjs'
import { statesOver } from '../../examples/schedule/states.mjs'
import { accuracies, bestFromToday, predictDue, trainOn } from '../../examples/schedule/train.mjs'
import { tellingWeek, weekTable } from '../../examples/schedule/week.mjs'

/** none, shoulder, none, none, biceps, cardio, none, shoulder */
const done = Int32Array.of(0, 1, 0, 0, 2, 3, 0, 1)

describe('schedules', () => {
  test('tell what is due, also before the first exercise and after days without one', () => {
    expect([...dueAfter(done)]).toEqual([0, 1, 1, 1, 2, 0, 0, 1])
    expect([...missedInARow(done)]).toEqual([1, 0, 1, 2, 0, 0, 1, 0])
  })

  test('go on in rotation after missed days, as many of which as asked for', () => {
    manualSeed(1)
    const schedules = makeSchedules({ people: 100, length: 50, missed: 0.3 })
    for (const row of schedules.done) {
      const exercises = [...row].filter((day) => day !== 0)
      expect(exercises).toEqual(exercises.map((_, i) => (i % 3) + 1))
    }
    const missed = schedules.done.flatMap((row) => [...row]).filter((day) => day === 0).length
    expect(missed / 5000).toBeCloseTo(0.3, 1)
    manualSeed(1)
    expect(makeSchedules({ people: 100, length: 50, missed: 0.3 })).toEqual(schedules)
  })
})

test('accuracies count by how many days were missed in a row', () => {
  const schedules = { done: [done], due: [dueAfter(done)] }
  const figures = accuracies([[0, 1, 1, 0, 2, 1, 0, 1]], schedules, 2)
  expect(figures).toEqual({ overall: 6 / 8, afterMissed: 3 / 4, byMissed: [3 / 4, 1, 0] })
})

test('the recurrent net knows what is due after missed days, the other no more than today tells', async () => {
  manualSeed(2)
  const learnt = makeSchedules({ people: 128, length: 28, missed: 0.3 })
  const unseen = makeSchedules({ people: 50, length: 84, missed: 0.3 })
  const [today, carried] = [new TodayNet(), new StateNet()]
  await trainOn(today, learnt, { epochs: 30 })
  await trainOn(carried, learnt, { epochs: 30 })
  const said = predictDue(carried, unseen.done)
  const best = accuracies(bestFromToday(unseen), unseen)
  const blind = accuracies(predictDue(today, unseen.done), unseen)
  const seeing = accuracies(said, unseen)

  expect(best.byMissed[0]).toBe(1)
  expect(best.afterMissed).toBeLessThan(0.45)
  expect(blind.overall).toBeLessThanOrEqual(best.overall)
  expect(blind.overall).toBeGreaterThan(best.overall - 0.03)
  expect(seeing.overall).toBeGreaterThan(0.99)
  expect(seeing.afterMissed).toBeGreaterThan(0.99)

  const week = tellingWeek(unseen.done)
  const lines = weekTable(week, unseen, { net: said }).split('\n')
  expect(lines).toHaveLength(9)
  expect(lines.filter((line: string) => line.includes('none')).length).toBeGreaterThanOrEqual(2)
  expect(lines.filter((line: string) => line.includes('✓'))).toHaveLength(7)

  const { matrix, labels } = statesOver(carried, unseen.done[week.person]!, week.monday, 7)
  expect([matrix.length, (matrix[0] as number[]).length]).toEqual([8, 7])
  expect(labels.map((label: string) => label === 'none')).toEqual(
    Array.from(unseen.done[week.person]!.subarray(week.monday, week.monday + 7), (day) => day === 0),
  )
})
