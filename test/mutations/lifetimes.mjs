/** Bugs in what one tensor owes another: whose memory it holds, whose numbers it changes, when it takes it along. */
export const lifetimes = [
  {
    name: 'transposition-loses-its-base',
    file: 'ts/tensor/lifetime.ts',
    find: 't.lease = [t.lease, base.lease]\n',
    replace: '\n',
    bug: 'The block of a transposition’s base is freed when only the transposition is left.',
  },
  {
    name: 'step-ends-inside-an-operation',
    file: 'ts/tensor/lifetime.ts',
    find: 'undivided = whole\n',
    replace: '\n',
    bug: 'An operation made of others releases its own operand when another one begins a graph.',
  },
  {
    name: 'past-graph-takes-part',
    file: 'ts/autograd/record.ts',
    find: 'if (own !== undefined && !own.released)',
    replace: 'if (own !== undefined)',
    bug: 'What is computed from a kept tensor of a past step marks the present one as consumed.',
  },
  {
    name: 'late-leaf-gets-a-gradient',
    file: 'ts/autograd/record.ts',
    find: 'receivers[i] = t.tracked ? t : null',
    replace: 'receivers[i] = t',
    bug: 'A leaf that is tracked after the forward pass gets a gradient of values that nobody protected.',
  },
  {
    name: 'saved-gradient-changes',
    file: 'ts/autograd/engine.ts',
    find: 'if (isThere && before.storage.savedAt === 0) {',
    replace: 'if (isThere) {',
    bug: 'A derivative that reads a gradient reads what its own pass has added to it.',
  },
  {
    name: 'seed-changes',
    file: 'ts/autograd/backward.ts',
    find: 'const isAlone = !gradient.kept && ',
    replace: 'const isAlone = ',
    bug: 'A pass that starts from a leaf’s own gradient reads it after it has added to it.',
  },
  {
    name: 'inner-scope-spares-for-good',
    file: 'ts/tensor/scope.ts',
    find: 'return !!owned',
    replace: 'return false',
    bug: 'What an inner scope spared for a graph is not released by the outer one.',
  },
  {
    name: 'parts-written-to-a-copy',
    file: 'ts/ops/declare/window.ts',
    find: 'const target = writable(into, op)',
    replace: 'const target = pointer(into, op)',
    bug: 'A result that was moved out while its parts came in is read from the JavaScript copy of before.',
  },
]
