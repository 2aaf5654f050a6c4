import { nn, type Tensor, tensor } from 'grad128'
import { expect, test } from 'vitest'

const base = () =>
  tensor([
    [1, 2],
    [3, 4],
  ])
const other = new Float32Array([5, 6, 7, 8])
const values = (t: Tensor) => [...t.data()]

test('shows what its base is changed to, but a reshape or a detached twin of it is a copy', () => {
  const x = base()
  const view = x.transpose(0, 1)
  const copies = [view.reshape([4]), view.detach(), view.unsqueeze(0)]
  x.copyFrom(other)
  expect(values(view)).toEqual([5, 7, 6, 8])
  // Also after the view was read, which carries the transposition out anew.
  expect(copies.map(values)).toEqual([
    [1, 3, 2, 4],
    [1, 3, 2, 4],
    [1, 3, 2, 4],
  ])
})

test('is not changed by what is written to a copy of it', () => {
  const x = base()
  const view = x.transpose(0, 1)
  expect(values(view)).toEqual([1, 3, 2, 4])
  view.detach().copyFrom(other)
  expect(values(view)).toEqual([1, 3, 2, 4])
})

test('as a parameter has elements of its own', () => {
  const x = base()
  const view = x.transpose(0, 1)
  const parameter = new nn.Parameter(view)
  x.copyFrom(other)
  expect(values(view)).toEqual([5, 7, 6, 8])
  expect(values(parameter)).toEqual([1, 3, 2, 4])
  parameter.copyFrom(new Float32Array(4))
  expect(values(view)).toEqual([5, 7, 6, 8])
})
