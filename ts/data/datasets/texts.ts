import { FormatError } from '../../errors.js'
import { withDefaults } from '../../options.js'
import { decoded } from './content.js'
import { type ConlluSentence, decodeConllu } from './decode-conllu.js'
import { type DownloadOptions, filesOf } from './fetch-files.js'
import { linesOf } from './read-lines.js'

/** Sentences and what they express: 1 for praise, 0 for blame. `tensor(labels)` is int32. */
export interface LabelledSentences {
  readonly sentences: readonly string[]
  readonly labels: Int32Array<ArrayBuffer>
}

/** A treebank without its training part. */
export interface TreebankParts {
  readonly dev: ConlluSentence[]
  readonly test: ConlluSentence[]
}

const raw = 'https://raw.githubusercontent.com'

/** See `datasets.tinyShakespeare`. */
export async function tinyShakespeare(options?: DownloadOptions): Promise<string> {
  const [input] = await textsOf('datasets.tinyShakespeare', options, {
    folder: 'tinyshakespeare',
    mirrors: [`${raw}/karpathy/char-rnn/master/data/tinyshakespeare`],
    files: { 'input.txt': '86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed' },
  })
  return (input as NamedText).text
}

/** See `datasets.moviePolarity`. */
export async function moviePolarity(options?: DownloadOptions): Promise<LabelledSentences> {
  const op = 'datasets.moviePolarity'
  const parts = await textsOf(op, options, {
    folder: 'rt-polarity',
    mirrors: [`${raw}/dennybritz/cnn-text-classification-tf/master/data/rt-polaritydata`],
    files: {
      'rt-polarity.pos': '4134882974a28d0c7b5151256f0e33a6169984ee7372c279e673f1114f475d58',
      'rt-polarity.neg': '2d11cfbc790f1cd96d78339f41ce53ced1efa83cd22d37d6788fa3fe3d17e2fd',
    },
  })
  const [positive = [], negative = []] = parts.map(({ text, path }) => {
    const lines = linesOf(text).map((line) => line.trim())
    const empty = lines.indexOf('')
    if (empty === -1) return lines
    throw new FormatError(op, { expected: `a sentence in line ${empty + 1} of '${path}'`, got: 'an empty line' })
  })
  const labels = new Int32Array(positive.length + negative.length).fill(1, 0, positive.length)
  return { sentences: [...positive, ...negative], labels }
}

/** See `datasets.udEnglishEwt`. */
export async function udEnglishEwt(options?: DownloadOptions): Promise<TreebankParts> {
  const op = 'datasets.udEnglishEwt'
  const parts = await textsOf(op, options, {
    folder: 'ud-english-ewt',
    mirrors: [`${raw}/UniversalDependencies/UD_English-EWT/r2.16`],
    files: {
      'en_ewt-ud-dev.conllu': '531a54ff90d6ab12201c5a50c3e78e6ddac4de69abc4bce5d275d3cd29efe2b6',
      'en_ewt-ud-test.conllu': 'e266e515a0a7547657ed3d90d9ba46487d6bd251f27ad4269d4e8a427c8555cd',
    },
  })
  const [dev = [], test = []] = parts.map(({ text, path }) => decodeConllu(op, text, path))
  return { dev, test }
}

/** Where a set is from, and the SHA-256 of its files. */
interface Source {
  readonly folder: string
  readonly mirrors: readonly string[]
  readonly files: Readonly<Record<string, string>>
}

interface NamedText {
  readonly path: string
  readonly text: string
}

/** The files of a set in UTF-8, in the order in which the source names them. */
async function textsOf(op: string, options: DownloadOptions | undefined, source: Source): Promise<NamedText[]> {
  const { folder, files } = source
  const { mirrors, signal } = withDefaults(op, options, {
    mirrors: source.mirrors,
    signal: undefined as AbortSignal | undefined,
  })
  const found = await filesOf(op, { folder, files, mirrors, signal })
  return Object.values(found).map(({ path, bytes }) => ({ path, text: decoded(op, bytes, path) }))
}
