import type { DownloadOptions, FetchFilesOptions } from './fetch-files.js'
import type { ImageSets } from './mnist.js'
import type { LabelledSentences, TreebankParts } from './texts.js'

export type { DownloadOptions, FetchFilesOptions } from './fetch-files.js'
export type { LabelledImages } from './labelled-images.js'
export type { ImageSets } from './mnist.js'
export type { LabelledSentences, TreebankParts } from './texts.js'

/**
 * 60,000 and 10,000 handwritten digits of 28 × 28 pixels, 12 MB to download once. Same as torchvision.datasets.MNIST.
 *
 * Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits", 1998.
 *
 * @throws UnavailableError saying which file to put where, when it cannot be downloaded
 * @throws FormatError when a file of the user's own is not what it should be
 */
export async function mnist(options?: DownloadOptions): Promise<ImageSets> {
  return (await import('#datasets')).mnist(options)
}

/**
 * 60,000 and 10,000 pictures of clothes of 28 × 28 pixels, 31 MB to download once. Same as
 * torchvision.datasets.FashionMNIST.
 *
 * H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms",
 * 2017.
 *
 * @throws UnavailableError, FormatError as mnist
 */
export async function fashionMnist(options?: DownloadOptions): Promise<ImageSets> {
  return (await import('#datasets')).fashionMnist(options)
}

/**
 * 40,000 lines of Shakespeare's plays, 1,115,394 characters, 1.1 MB to download once.
 *
 * A. Karpathy, "The unreasonable effectiveness of recurrent neural networks", 2015.
 *
 * @throws UnavailableError as mnist
 */
export async function tinyShakespeare(options?: DownloadOptions): Promise<string> {
  return (await import('#datasets')).tinyShakespeare(options)
}

/**
 * 5,331 sentences of film critics' praise (label 1), then as many of their blame (label 0): lower case, words and
 * punctuation divided by spaces; 1.2 MB to download once, in UTF-8.
 *
 * B. Pang, L. Lee, "Seeing stars: exploiting class relationships for sentiment categorization with respect to rating
 * scales", 2005; sentence polarity dataset 1.0.
 *
 * @throws UnavailableError, FormatError as mnist
 */
export async function moviePolarity(options?: DownloadOptions): Promise<LabelledSentences> {
  return (await import('#datasets')).moviePolarity(options)
}

/**
 * 2,001 and 2,077 sentences of the English Web Treebank in release 2.16 of Universal Dependencies, as `readConllu` gives
 * them; 3.6 MB to download once. CC BY-SA 4.0.
 *
 * N. Silveira et al., "A gold standard dependency corpus for English", 2014.
 *
 * @throws UnavailableError, FormatError as mnist
 */
export async function udEnglishEwt(options?: DownloadOptions): Promise<TreebankParts> {
  return (await import('#datasets')).udEnglishEwt(options)
}

/**
 * The bytes of files by name, for sets of one's own. They are looked for in `folder` of the folder that the environment
 * variable GRAD128_DATA names, where they are taken as they are (also without `.gz`); then in the system's cache folder,
 * in browsers the origin's private file system; then downloaded, and kept in the first of these that can be written.
 * What is cached or downloaded must have its checksum.
 *
 * @throws UnavailableError saying which file to put where, when no mirror has it
 */
export async function fetchFiles(options: FetchFilesOptions): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  return (await import('#datasets')).fetchFiles(options)
}
