import type { DownloadOptions, FetchFilesOptions } from './fetch-files.js'
import type { ImageSets } from './mnist.js'

export type { DownloadOptions, FetchFilesOptions } from './fetch-files.js'
export type { LabelledImages } from './labelled-images.js'
export type { ImageSets } from './mnist.js'

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
