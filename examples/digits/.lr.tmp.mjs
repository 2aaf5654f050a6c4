import { manualSeed, optim, data, nn, tensor, train } from 'grad128'
import { digitNet } from './model.mjs'
import { readDigits, normalise } from './read-digits.mjs'
const ds = (im,lab)=> new data.TensorDataset(tensor(im,{shape:[lab.length,784]}), tensor(lab))
const run = async (seed, lr, onTest) => {
  const d = await readDigits({ seed }); manualSeed(seed)
  const px=normalise(d.train.images), n=onTest?8000:6400, L=d.train.labels
  const m = digitNet(), optimizer=new optim.Adam(m.parameters(),{lr})
  await train.fit(m,{train:new data.DataLoader(ds(px.slice(0,n*784),L.slice(0,n)),{batchSize:64,shuffle:true}),optimizer,loss:nn.functional.crossEntropy,epochs:10})
  const held = onTest ? ds(normalise(d.test.images),d.test.labels) : ds(px.slice(n*784),L.slice(n))
  return (await train.evaluate(m,{data:new data.DataLoader(held,{batchSize:500}),loss:nn.functional.crossEntropy,metrics:{accuracy:train.accuracy}})).metrics.accuracy
}
const mean = {}
for (const lr of [2e-3,3e-3,4e-3,6e-3]) { const acc=[]; for (const s of [1,2,3,128]) acc.push(await run(s,lr,false)); mean[lr]=acc.reduce((a,b)=>a+b)/4; console.log('held-out',lr,acc.map(a=>a.toFixed(4)).join(' '),mean[lr].toFixed(4)) }
const best = Number(Object.keys(mean).sort((a,b)=>mean[b]-mean[a])[0])
const acc=[]; for (const s of [1,2,3,4,5,6,7,128]) acc.push(await run(s,best,true)); console.log('TEST lr',best,acc.map(a=>a.toFixed(4)).join(' '))
