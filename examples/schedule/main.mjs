/** Which exercise is due tomorrow? A net with a state, beside one without. Run with `npm run example schedule`. */
import { manualSeed, plot } from 'grad128'
import { heading, print } from '../shared/print.mjs'
import { readOptions } from '../shared/read-options.mjs'
import { savePicture } from '../shared/save-picture.mjs'
import { remark, say } from '../shared/say.mjs'
import { table } from '../shared/table.mjs'
import { StateNet, TodayNet } from './model.mjs'
import { exercises, makeSchedules } from './schedule.mjs'
import { statesOver } from './states.mjs'
import { accuracies, bestFromToday, predictDue, trainOn } from './train.mjs'
import { tellingWeek, weekTable } from './week.mjs'

const leastAccuracy = 0.99
const { epochs, missed, seed } = readOptions('Predicts tomorrow’s exercise: npm run example schedule', {
  epochs: { value: 40, least: 1, whole: true, help: 'epochs of training' },
  missed: { value: 0.3, least: 0.1, most: 0.9, help: 'the chance that a day is missed' },
  seed: { value: 128, least: 0, whole: true, help: 'of the random numbers' },
})
manualSeed(seed)

heading(`A workshop’s exercises: ${exercises.join(', ')}, and again from the first on`)
const learnt = makeSchedules({ people: 256, length: 28, missed })
const unseen = makeSchedules({ people: 256, length: 84, missed })
say(`${(missed * 100).toFixed(0)} % of the days are missed; the rotation then goes on where it stopped. What is due
tomorrow? Two nets learn from four weeks of 256 people, and are tested on twelve weeks of 256 others.`)

const today = new TodayNet()
const carried = new StateNet()
await trainOn(today, learnt, { epochs })
const history = await trainOn(carried, learnt, { epochs })
const said = {
  'best from today': bestFromToday(unseen),
  'feed-forward net': predictDue(today, unseen.done),
  'recurrent net': predictDue(carried, unseen.done),
}
const results = Object.entries(said).map(([name, answers]) => [name, accuracies(answers, unseen)])

heading('How often they are right, by how many days were missed in a row:')
const percent = (share) => `${(share * 100).toFixed(1)}%`
const rowOf = ([name, { overall, afterMissed, byMissed }]) => [
  name,
  ...[overall, afterMissed, ...byMissed].map(percent),
]
const head = ['missed:', 'any', '≥ 1', '0', '1', '2', '3', '≥ 4']
print(table(head, results.map(rowOf)))
remark(`After a missed day today says nothing: one in three guesses is right, whatever the net. The recurrent net
remembers what was done last, over as many days as it takes, also over more weeks than it learnt from.`)

heading('A week of one of them:')
const week = tellingWeek(unseen.done)
const { 'feed-forward net': blind, 'recurrent net': seeing } = said
print(weekTable(week, unseen, { 'feed-forward net': blind, 'recurrent net': seeing }))

heading('What the recurrent net carries through this week and the next: 8 numbers a day')
const { matrix, labels } = statesOver(carried, unseen.done[week.person], week.monday, 14)
print(` ${labels.map((day) => day[0].toUpperCase()).join(' ')}   (N: none)`)
print(plot.terminal('heatmap', matrix, { range: [-1, 1] }))
remark('A day on which nothing is done has a column that still tells the last exercise.')

heading('How the recurrent net learnt (accuracy by epoch):')
const accuracy = history.epochs.map(({ metrics }) => metrics.accuracy)
print(plot.terminal('lines', accuracy, { x: accuracy.map((_, i) => i + 1), width: 70, height: 10 }))
savePicture(
  'schedule',
  plot.heatmap(matrix, {
    columnLabels: labels,
    range: [-1, 1],
    colors: 'diverging',
    showValues: false,
    title: 'The hidden state over two weeks',
    xLabel: 'what was done',
    yLabel: 'unit',
  }),
)

const { overall, afterMissed } = Object.fromEntries(results)['recurrent net']
if (!(overall >= leastAccuracy && afterMissed >= leastAccuracy)) {
  console.error(
    `The recurrent net must be right on ${leastAccuracy * 100} % of the days, but is on ${percent(overall)}.`,
  )
  process.exitCode = 1
}
