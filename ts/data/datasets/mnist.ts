import { FormatError } from '../../errors.js'
import { withDefaults } from '../../options.js'
import { decodeIdx } from './decode-idx.js'
import { type DownloadOptions, type FetchedFile, filesOf } from './fetch-files.js'
import { gunzip, isGzip } from './gunzip.js'
import { LabelledImages } from './labelled-images.js'

/** A set that is divided into images to train on and images to test with. */
export interface ImageSets {
  readonly train: LabelledImages
  readonly test: LabelledImages
}

/** What a set in MNIST's format is: where it is from, and the SHA-256 of its four files. */
interface Source {
  readonly folder: string
  readonly mirrors: readonly string[]
  readonly files: Readonly<Record<(typeof names)[number], string>>
  readonly classes: readonly string[]
}

const names = [
  'train-images-idx3-ubyte.gz',
  'train-labels-idx1-ubyte.gz',
  't10k-images-idx3-ubyte.gz',
  't10k-labels-idx1-ubyte.gz',
] as const

/** See `datasets.mnist`. */
export function mnist(options?: DownloadOptions): Promise<ImageSets> {
  return load('datasets.mnist', options, {
    folder: 'mnist',
    mirrors: ['https://ossci-datasets.s3.amazonaws.com/mnist', 'https://storage.googleapis.com/cvdf-datasets/mnist'],
    files: {
      'train-images-idx3-ubyte.gz': '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
      'train-labels-idx1-ubyte.gz': '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
      't10k-images-idx3-ubyte.gz': '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
      't10k-labels-idx1-ubyte.gz': 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
    },
    classes: Array.from({ length: 10 }, (_, digit) => String(digit)),
  })
}

/** See `datasets.fashionMnist`. */
export function fashionMnist(options?: DownloadOptions): Promise<ImageSets> {
  return load('datasets.fashionMnist', options, {
    folder: 'fashion-mnist',
    mirrors: [
      'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion',
      'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com',
    ],
    files: {
      'train-images-idx3-ubyte.gz': '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      'train-labels-idx1-ubyte.gz': 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      't10k-images-idx3-ubyte.gz': '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      't10k-labels-idx1-ubyte.gz': '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
    },
    classes: 'T-shirt/top,Trouser,Pullover,Dress,Coat,Sandal,Shirt,Sneaker,Bag,Ankle boot'.split(','),
  })
}

async function load(op: string, options: DownloadOptions | undefined, source: Source): Promise<ImageSets> {
  const { folder, files, classes } = source
  const { mirrors, signal } = withDefaults(op, options, {
    mirrors: source.mirrors,
    signal: undefined as AbortSignal | undefined,
  })
  const found = await filesOf(op, { folder, files, mirrors, signal })
  const [trainImages, trainLabels, testImages, testLabels] = names.map((name) => found[name] as FetchedFile) as [
    FetchedFile,
    FetchedFile,
    FetchedFile,
    FetchedFile,
  ]
  return {
    train: await labelledImages(op, trainImages, trainLabels, classes),
    test: await labelledImages(op, testImages, testLabels, classes),
  }
}

async function labelledImages(
  op: string,
  images: FetchedFile,
  labels: FetchedFile,
  classes: readonly string[],
): Promise<LabelledImages> {
  const pixels = await bytesOf(op, images, 3)
  const classesOf = await bytesOf(op, labels, 1)
  const [count, height, width] = pixels.shape as [number, number, number]
  const broken = (path: string, expected: string, got: string) =>
    new FormatError(op, { expected: `'${path}' to have ${expected}`, got, remedy: 'Delete the file and get it again' })
  if (classesOf.values.length !== count) {
    throw broken(labels.path, `${count} labels, one for each image`, `${classesOf.values.length}`)
  }
  const wrong = classesOf.values.findIndex((label) => label >= classes.length)
  if (wrong >= 0) {
    throw broken(labels.path, `labels from 0 to ${classes.length - 1}`, `${classesOf.values[wrong]} at ${wrong}`)
  }
  return new LabelledImages(pixels.values, classesOf.values, [height, width], classes)
}

/** The bytes of an IDX file of the given rank. */
async function bytesOf(op: string, { path, bytes }: FetchedFile, rank: number) {
  const { shape, values } = decodeIdx(op, isGzip(bytes) ? await gunzip(op, bytes, path) : bytes, path)
  if (values instanceof Uint8Array && shape.length === rank) return { shape, values }
  const kind = values instanceof Uint8Array ? 'bytes' : 'wider numbers'
  throw new FormatError(op, {
    expected: `'${path}' to have bytes in ${rank} dimensions`,
    got: `${kind} in ${shape.length}`,
    remedy: 'Images and labels may be exchanged',
  })
}
