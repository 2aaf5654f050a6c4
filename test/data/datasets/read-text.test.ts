import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { data, FormatError, tensor, UnavailableError, ValueError } from 'grad128'
import { describe, expect, test } from 'vitest'
import { temporaryFolders } from './folders.js'

const folders = temporaryFolders()
const bytes = (text: string) => new TextEncoder().encode(text)

/** What goes wrong, with the path that the message names as FILE. */
async function failure(call: (path: string) => Promise<unknown>, text: string): Promise<string> {
  const path = join(folders.root, 'file')
  writeFileSync(path, text)
  const error = await call(path).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(FormatError)
  return (error as FormatError).message.replaceAll(path, 'FILE')
}

describe('lines', () => {
  test('by a path or as bytes, compressed or not', async () => {
    const text = 'a\r\n\nb c\n'
    const path = join(folders.root, 'file.txt')
    for (const content of [bytes(text), gzipSync(text)]) {
      writeFileSync(path, content)
      expect(await data.readLines(path)).toEqual(['a', '', 'b c'])
      expect(await data.readLines(content)).toEqual(['a', '', 'b c'])
    }
    expect(await data.readLines(bytes(text).buffer)).toEqual(['a', '', 'b c'])
  })

  test('without the mark at the beginning, with or without an end of the last one', async () => {
    expect(await data.readLines(bytes('\uFEFFa\nb'))).toEqual(['a', 'b'])
    expect(await data.readLines(bytes(''))).toEqual([])
    expect(await data.readLines(bytes('\n'))).toEqual([''])
  })

  test('in the encoding that is named', async () => {
    const latin = new Uint8Array([0xe9, 0x96])
    expect(await data.readLines(latin, { encoding: 'windows-1252' })).toEqual(['é–'])
    await expect(data.readLines(latin)).rejects.toThrow("readLines: expected 'bytes' to be text in utf-8")
    await expect(data.readLines(latin, { encoding: 'klingon' })).rejects.toThrow(FormatError)
  })

  test('of a file that is not there', async () => {
    const path = join(folders.root, 'none')
    const error = await data.readLines(path).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UnavailableError)
    expect((error as Error).message).toMatch(`readLines: expected a file that can be read at '${path}', got ENOENT: `)
    expect((error as Error).cause).toMatchObject({ code: 'ENOENT', path })
  })

  test('of a folder, by every reader', async () => {
    const { readLines, readCsv, readIdx, readConllu } = data
    for (const [name, read] of Object.entries({ readLines, readCsv, readIdx, readConllu })) {
      const error = await read(folders.root).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(UnavailableError)
      expect((error as Error).message).toMatch(
        `${name}: expected a file that can be read at '${folders.root}', got EISDIR: `,
      )
    }
  })
})

describe('comma-separated values', () => {
  test('by columns: numbers where all are, else texts as they are', async () => {
    const csv = await data.readCsv(bytes('age,name,score,code\n1, Ann ,.5,007\n2,Bob,,x\r\n-3e1,"Eve, Q.",+inf,\n'))
    expect(csv.names).toEqual(['age', 'name', 'score', 'code'])
    expect(csv.length).toBe(3)
    expect(csv.columns).toEqual({
      age: new Float64Array([1, 2, -30]),
      name: [' Ann ', 'Bob', 'Eve, Q.'],
      score: new Float64Array([0.5, Number.NaN, Number.POSITIVE_INFINITY]),
      code: ['007', 'x', ''],
    })
    expect(tensor(csv.columns.age as Float64Array).dtype).toBe('float32')
  })

  test('types that are named, another delimiter, no names', async () => {
    const csv = await data.readCsv(bytes('1;007\n2;\n'), { header: false, delimiter: ';', types: { 1: 'string' } })
    expect(csv).toEqual({ names: ['0', '1'], length: 2, columns: { 0: new Float64Array([1, 2]), 1: ['007', ''] } })
    const empty = await data.readCsv(bytes('a,b\n,\n'), { types: { b: 'number' } })
    expect(empty.columns).toEqual({ a: [''], b: new Float64Array([Number.NaN]) })
    for (const delimiter of ['\t', '|', ']', '^', '-', '\\', '.']) {
      const odd = await data.readCsv(bytes(`a${delimiter}b\n"${delimiter}"${delimiter}x`), { delimiter })
      expect(odd.columns).toEqual({ a: [delimiter], b: ['x'] })
    }
  })

  test('nothing but names, and nothing at all', async () => {
    expect(await data.readCsv(bytes('a,b'))).toEqual({ names: ['a', 'b'], length: 0, columns: { a: [], b: [] } })
    expect(await data.readCsv(bytes(''), { header: false })).toEqual({ names: [], length: 0, columns: {} })
    await expect(data.readCsv(bytes('\n'))).rejects.toThrow(
      "expected 'bytes' to have a row of names, got no row at all",
    )
  })

  test('come back as they were written, whatever they hold', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' ', 'é', '1') })
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) => fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1 }))
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (rows, end) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join(end)
        const types = Object.fromEntries((rows[0] as string[]).map((_, c) => [c, 'string' as const]))
        const { names, columns } = await data.readCsv(bytes(text), { header: false, types })
        expect(rows.map((_, r) => names.map((name) => columns[name]?.[r]))).toEqual(rows)
      }),
      { seed: 128, numRuns: 200 },
    )
  })

  test.each([
    ['a,b\n1,2\n3', "2 fields in line 3 of 'FILE', as many as in the first row, got 1"],
    ['a,b\n"x\ny",2\n3,4,5', "2 fields in line 4 of 'FILE', as many as in the first row, got 3"],
    ['a,b\n1,x"y"', "quotes around the whole field, or none, in line 2 of 'FILE', got x\""],
    ['a,b\n1,"x"y', "a delimiter behind the quoted field in line 2 of 'FILE', got 'y'"],
    ['a,b\n1,2\n"x,\n\n', "the end of the quoted field that begins in line 3 of 'FILE', got the end of the file"],
    ['a,b,a\n', "names that differ in line 1 of 'FILE', got 'a' twice"],
  ])('%j is refused, naming file and line', async (text, reason) => {
    expect(await failure((path) => data.readCsv(path), text)).toBe(`readCsv: expected ${reason}`)
  })

  test('what is no number in a column of numbers is refused', async () => {
    const read = (path: string) => data.readCsv(path, { types: { a: 'number' } })
    expect(await failure(read, 'a\n1\n0x10\n')).toBe(
      "readCsv: expected a number for 'a' in line 3 of 'FILE', got '0x10'",
    )
    await expect(data.readCsv(bytes('a\n1'), { types: { b: 'number' } })).rejects.toThrow(ValueError)
    await expect(data.readCsv(bytes('a\n1'), { types: { a: 'date' as never } })).rejects.toThrow("option 'types.a'")
    for (const delimiter of ['', ',,', '"', '\n']) {
      await expect(data.readCsv(bytes('a\n1'), { delimiter })).rejects.toThrow('expected a delimiter of one character')
    }
  })
})

const sample = `# sent_id = 1
# text = Don't go.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVBP\tMood=Imp|VerbForm=Fin\t3\taux\t3:aux\tCorrectForm=_
2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t0:root|3.1:conj:and\tSpaceAfter=No|Odd
3.1\tleave\tleave\tVERB\tVB\t_\t_\t_\t3:conj:and\t_

# sent_id = 2
1\t_\t_\tPUNCT\t_\t_\t_\t_\t_\t_
`

describe('CoNLL-U', () => {
  test('words by sentence, without multiword tokens, empty nodes and comments', async () => {
    const [first, second, ...more] = await data.readConllu(bytes(sample))
    expect(more).toEqual([])
    expect(first?.map(({ id, form }) => `${id} ${form}`)).toEqual(['1 Do', "2 n't", '3 go'])
    expect(first?.[0]).toEqual({
      id: 1,
      form: 'Do',
      lemma: 'do',
      upos: 'AUX',
      xpos: 'VBP',
      feats: { Mood: 'Imp', VerbForm: 'Fin' },
      head: 3,
      deprel: 'aux',
      deps: [['3', 'aux']],
      misc: { CorrectForm: '_' },
    })
    expect(first?.[1]).toMatchObject({ xpos: null, feats: {}, deps: [], misc: {} })
    expect(first?.[2]).toMatchObject({
      head: 0,
      deps: [
        ['0', 'root'],
        ['3.1', 'conj:and'],
      ],
      misc: { SpaceAfter: 'No', Odd: '' },
    })
    expect(second).toEqual([
      {
        id: 1,
        form: '_',
        lemma: '_',
        upos: 'PUNCT',
        xpos: null,
        feats: {},
        head: null,
        deprel: null,
        deps: [],
        misc: {},
      },
    ])
  })

  test('by a path, compressed or not, with any line ends, and without the last one', async () => {
    const path = join(folders.root, 'file.conllu')
    const expected = await data.readConllu(bytes(sample))
    for (const text of [sample, sample.trimEnd(), sample.replaceAll('\n', '\r\n'), `\n\n${sample}\n\n`]) {
      writeFileSync(path, gzipSync(text))
      expect(await data.readConllu(path)).toEqual(expected)
    }
    expect(await data.readConllu(bytes(''))).toEqual([])
  })

  const word = (id: string, head = '0', deps = '_') => `${id}\tx\tx\tX\t_\t_\t${head}\troot\t${deps}\t_`
  test.each([
    [`# one\n1\tx\tx`, "10 fields divided by tabs in line 2 of 'FILE', got 3"],
    [word('1').replace('X', ''), "a value, or _ for none, in each field in line 1 of 'FILE', got nothing in field 4"],
    [`${word('1')}\n${word('3')}`, "the id 2 in line 2 of 'FILE', got '3'"],
    [word('2'), "the id 1 in line 1 of 'FILE', got '2'"],
    [word('01'), "the id 1 in line 1 of 'FILE', got '01'"],
    [word('1-'), "the id 1 in line 1 of 'FILE', got '1-'"],
    [word('1', '-1'), "a whole number, or _, as the head in line 1 of 'FILE', got '-1'"],
    [word('1', '0', 'root'), "enhanced dependencies as head:relation in line 1 of 'FILE', got 'root'"],
    [
      `${word('1')}\n\n${word('1')}\n${word('2', '3')}`,
      "heads from 0 to 2 in the sentence that begins in line 3 of 'FILE', got 3 for word 2",
    ],
  ])('%j is refused, naming file and line', async (text, reason) => {
    expect(await failure((path) => data.readConllu(path), text)).toBe(`readConllu: expected ${reason}`)
  })
})
