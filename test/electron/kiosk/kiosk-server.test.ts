import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { startKioskServer, type KioskServer } from '../../../electron/kiosk/kiosk-server.ts'
import type { Api } from '../../../electron/api/serve.ts'
import { systemClock } from '../../../electron/platform/clock.ts'
import { randomIds } from '../../../electron/platform/ids.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import { openProbe } from '../../contract/probe-api.ts'
import { openSocket, pairScreen } from '../../contract/transports.ts'

const opened: { stop: () => Promise<unknown> }[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.stop()))
})

async function start(
  port: number | undefined,
  api: () => Api | undefined = () => undefined,
): Promise<KioskServer> {
  const shared = { clock: systemClock, ids: randomIds, log: silentLog }
  const server = await startKioskServer({ bind: '127.0.0.1', port, pagesFolder: '/nowhere', api, ...shared })
  opened.push(server)
  return server
}

async function occupy(port: number): Promise<Server> {
  const server = createServer().listen({ port, host: '127.0.0.1' })
  await once(server, 'listening')
  opened.push({ stop: () => new Promise((resolve) => server.close(resolve)) })
  return server
}

describe('startKioskServer', () => {
  it('takes another port when nobody asked for one and the usual is in use', async () => {
    const first = await start(undefined)
    const second = await start(undefined)
    expect(second.port).not.toBe(first.port)
    expect(second.port).toBeGreaterThan(0)
  })

  it('refuses a port that was asked for and is in use, naming it', async () => {
    const server = await occupy(0)
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await expect(start(port)).rejects.toMatchObject({
      code: 'config.invalid',
      details: { field: '--port', problem: `port ${port} is in use` },
    })
  })

  it('prints addresses that pair', async () => {
    const server = await start(0)
    expect(server.pairingUrl('till')).toMatch(
      new RegExp(`^http://127\\.0\\.0\\.1:${server.port}/pair\\?token=[\\w-]{43}$`),
    )
    expect(server.pairingUrl('display')).not.toBe(server.pairingUrl('till'))
  })

  it('lets no connection in while there is no terminal, and lets it in as soon as there is', async () => {
    const served: { api?: Api } = {}
    const server = await start(0, () => served.api)
    const cookie = await pairScreen(server, 'till')
    await expect(openSocket(server.port, { cookie })).rejects.toThrow('503')
    served.api = openProbe().api
    const socket = await openSocket(server.port, { cookie })
    socket.close()
  })

  it('drops connections with a reason, and takes the same browser back', async () => {
    const { api } = openProbe()
    const server = await start(0, () => api)
    const cookie = await pairScreen(server, 'till')
    const socket = await openSocket(server.port, { cookie })
    const closed = once(socket, 'close')
    server.dropConnections()
    const [code, reason]: unknown[] = await closed
    expect(code).toBe(1012)
    expect(String(reason)).toContain('environment')
    const again = await openSocket(server.port, { cookie })
    again.close()
  })

  it('stops although a screen does not hang up', async () => {
    const { api } = openProbe()
    const server = await start(0, () => api)
    const socket = await openSocket(server.port, { cookie: await pairScreen(server, 'till') })
    socket.pause()
    await server.stop()
    await expect(fetch(server.pairingUrl('till'))).rejects.toThrow('fetch failed')
    socket.terminate()
  })
})
