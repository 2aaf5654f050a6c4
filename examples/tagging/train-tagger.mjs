import { data, nn, noGrad, optim, train } from 'grad128'
import { fallingRate } from '../shared/falling-rate.mjs'
import { Encoder, ignoreIndex } from './encoder.mjs'
import { Tagger } from './model.mjs'

/** Few sentences are gone through more often, in smaller steps. @param {number} sentences */
export function settingsFor(sentences) {
  return sentences < 500 ? { epochs: 40, batchSize: 4, lr: 0.01 } : { epochs: 12, batchSize: 16, lr: 0.01 }
}

/**
 * Trains a tagger on sentences, in batches of sentences of similar lengths.
 *
 * @param {Pick<import('./read-corpus.mjs').Corpus, 'train' | 'test'>} corpus
 * @param {{ epochs?: number, lr?: number, batchSize?: number, callbacks?: import('grad128').train.Callback[] }} [options]
 */
export async function trainTagger({ train: sentences, test }, { callbacks = [], ...settings } = {}) {
  const { epochs, batchSize, lr } = { ...settingsFor(sentences.length), ...settings }
  const encoder = new Encoder(sentences, test)
  const tagger = new Tagger(encoder)
  const optimizer = new optim.AdamW(tagger.parameters(), { lr })
  const lengths = sentences.map(({ words }) => words.length)
  const loader = new data.DataLoader(new data.ArrayDataset(sentences), {
    batchSampler: new data.BucketSampler(lengths, { batchSize, bucketBatches: 10 }),
    collate: (items) => encoder.batch(items),
  })
  const history = await train.fit(tagger, {
    train: loader,
    optimizer,
    scheduler: fallingRate(optimizer, epochs),
    loss: (scores, target) => nn.functional.crossEntropy(scores, target, { ignoreIndex }),
    metrics: { accuracy: train.accuracy.with({ ignoreIndex }) },
    epochs,
    clipGradNorm: 5,
    callbacks,
  })
  return { encoder, tagger, history }
}

/**
 * The tags that a tagger finds for sentences of words.
 *
 * @param {{ encoder: Encoder, tagger: Tagger }} trained
 * @param {readonly string[][]} sentences
 * @returns {string[][]}
 */
export function tagSentences({ encoder, tagger }, sentences) {
  tagger.eval()
  const batches = Array.from({ length: Math.ceil(sentences.length / 64) }, (_, i) =>
    sentences.slice(i * 64, (i + 1) * 64),
  )
  return batches.flatMap((batch) => {
    const found = noGrad(() => tagger.forward(...encoder.inputs(batch)).argmax({ dim: 1 })).data()
    const steps = found.length / batch.length
    return batch.map((words, n) => encoder.tags.decode(found.subarray(n * steps, n * steps + words.length)))
  })
}
