import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { data, UnavailableError, ValueError } from 'grad128'
import { afterEach, describe, expect, test } from 'vitest'
import { temporaryFolders } from './folders.js'

const folders = temporaryFolders()
const content = Buffer.from('what the file has to hold '.repeat(1000))
const sha256 = createHash('sha256').update(content).digest('hex')
const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** The address of a server of this machine that answers so. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const right: RequestListener = (_, response) => response.end(content)
const answers: Record<string, RequestListener> = {
  fails: (_, response) => response.writeHead(503).end('not now'),
  truncates: (_, response) => {
    response.writeHead(200, { 'content-length': content.length })
    response.write(content.subarray(0, 5000), () => response.destroy())
  },
  'lies about the content': (_, response) => response.end(Buffer.concat([content, Buffer.from('!')])),
  'sends a page': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>'),
}

const fetchFiles = (mirrors: string[], more: { signal?: AbortSignal } = {}) =>
  data.datasets.fetchFiles({ folder: 'own', files: { 'a.bin': sha256 }, mirrors, ...more })
const kept = (folder: string) => readdirSync(join(folder, 'own'))

describe('a download', () => {
  test('is checked, kept whole and not repeated', async () => {
    const asked: (string | undefined)[] = []
    const mirror = await serve((request, response) => {
      asked.push(request.url)
      right(request, response)
    })
    expect(Buffer.from((await fetchFiles([`${mirror}/files/`]))['a.bin'] as Uint8Array)).toEqual(content)
    expect(kept(folders.cache)).toEqual(['a.bin'])
    expect(readFileSync(join(folders.cache, 'own', 'a.bin'))).toEqual(content)
    await fetchFiles([mirror])
    await fetchFiles([])
    expect(asked).toEqual(['/files/a.bin'])
  })

  test.each(Object.entries(answers))('from a server that %s leaves nothing behind', async (_, answer) => {
    const mirror = await serve(answer)
    const failure = await fetchFiles([mirror]).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(UnavailableError)
    expect((failure as UnavailableError).message).toContain(`${mirror}/a.bin: `)
    expect(() => readdirSync(folders.cache)).toThrow('ENOENT')
  })

  test('goes on to the next mirror, and tells of all that failed', async () => {
    const bad = await Promise.all(Object.values(answers).map(serve))
    const good = await serve(right)
    await fetchFiles([...bad, good])
    expect(kept(folders.cache)).toEqual(['a.bin'])
    writeFileSync(join(folders.cache, 'own', 'a.bin'), content.subarray(1))
    const gone = await serve(right)
    servers.at(-1)?.close()
    const failure = await fetchFiles([...bad, gone]).catch((error: unknown) => error)
    const { message } = failure as UnavailableError
    for (const reason of ['status 503', 'SHA-256', 'ECONNREFUSED', '16 bytes']) expect(message).toContain(reason)
    expect(message).toContain(`put the file at ${join(folders.cache, 'own', 'a.bin')}`)
  })

  test('replaces a damaged file of the cache', async () => {
    mkdirSync(join(folders.cache, 'own'), { recursive: true })
    writeFileSync(join(folders.cache, 'own', 'a.bin'), content.subarray(1))
    await fetchFiles([await serve(right)])
    expect(readFileSync(join(folders.cache, 'own', 'a.bin'))).toEqual(content)
  })

  test('asks for the file as it is, for a server that would pack it', async () => {
    const mirror = await serve((request, response) => {
      const packs = `${request.headers['accept-encoding']}`.includes('gzip')
      if (packs) response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(gzipSync(content)))
      else response.end(content)
    })
    await fetchFiles([mirror])
    expect(kept(folders.cache)).toEqual(['a.bin'])
  })

  test('is kept in the folder of GRAD128_DATA, and where that cannot be written in the cache', async () => {
    const mirror = await serve(right)
    process.env.GRAD128_DATA = join(folders.root, 'mine')
    await fetchFiles([mirror])
    expect(kept(join(folders.root, 'mine'))).toEqual(['a.bin'])
    // A file where a folder should be: nobody can write below it, not even the superuser.
    writeFileSync(join(folders.root, 'blocked'), '')
    process.env.GRAD128_DATA = join(folders.root, 'blocked')
    await fetchFiles([mirror])
    expect(kept(folders.cache)).toEqual(['a.bin'])
  })

  test('takes what the user put into GRAD128_DATA as it is', async () => {
    process.env.GRAD128_DATA = folders.root
    mkdirSync(join(folders.root, 'own'))
    writeFileSync(join(folders.root, 'own', 'a.bin'), 'mine')
    expect(Buffer.from((await fetchFiles([]))['a.bin'] as Uint8Array).toString()).toBe('mine')
  })

  test('ends when it is aborted', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const mirror = await serve((_, response) => {
      response.write(content)
      controller.abort(reason)
    })
    const second = await serve(right)
    await expect(fetchFiles([mirror, second], { signal: controller.signal })).rejects.toBe(reason)
    expect(() => readdirSync(folders.cache)).toThrow('ENOENT')
  })

  test('cannot lead out of its folder', async () => {
    for (const name of ['../a', 'a/b', '', '.hidden', 'a\\b']) {
      await expect(data.datasets.fetchFiles({ folder: 'own', files: { [name]: sha256 } })).rejects.toThrow(ValueError)
      await expect(data.datasets.fetchFiles({ folder: name, files: {} })).rejects.toThrow(ValueError)
    }
    await expect(fetchFiles('http://x' as never)).rejects.toThrow("option 'mirrors' must be an array of addresses")
  })
})
