import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { ensureRenderer } from '../../../electron/kiosk/ensure-renderer.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import type { TerminalClient } from '../../../shared/contract/contract.ts'
import { unreachableConfig } from '../../contract/test-terminal.ts'
import { openSocket } from '../../contract/transports.ts'
import { runProgram, startKiosk, type Kiosk } from '../../e2e/kiosk.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const program = join(root, 'electron', 'kiosk.ts')

let folder: string
let configFile: string
const running: Kiosk[] = []

beforeAll(() => ensureRenderer(root, silentLog))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stablepoint-kiosk-'))
  configFile = join(folder, 'config.json')
  writeFileSync(configFile, JSON.stringify(unreachableConfig))
})
afterEach(async () => {
  for (const kiosk of running.splice(0)) await kiosk.kill()
  rmSync(folder, { recursive: true, force: true })
})

async function start(args: readonly string[]): Promise<Kiosk> {
  const kiosk = await startKiosk({ data: join(folder, 'data'), args })
  running.push(kiosk)
  return kiosk
}

/** Runs the kiosk where it must end by itself. */
async function refuse(args: readonly string[]) {
  const { code, stdout, stderr } = await runProgram([program, '--data', join(folder, 'data'), ...args])
  const lines = stderr.trim().split('\n')
  const last: unknown = JSON.parse(lines.at(-1) ?? '')
  return { code, stdout, last }
}

/** Opens the pairing address as a browser would, and the WebSocket with the cookie it gives. */
async function pairWith(kiosk: Kiosk): Promise<{ cookie: string; open: () => Promise<WebSocket> }> {
  const { port } = new URL(kiosk.ready.url)
  const answer = await fetch(kiosk.ready.url, { redirect: 'manual' })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return { cookie, open: () => openSocket(Number(port), { cookie }, '/rpc?screen=till') }
}

function clientOver(socket: WebSocket): TerminalClient {
  // `ws` speaks the browser's interface; only the names of its types differ.
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
}

describe('the kiosk host refuses', () => {
  it.each([
    [['--prot', '1'], '--prot'],
    [['--config', '/none/at/all.json'], '--config'],
  ])('%j with exit code 2, naming the option and printing nothing else', async (args, named) => {
    const { code, stdout, last } = await refuse(args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(last).toMatchObject({
      level: 'error',
      code: 'config.invalid',
      message: expect.stringContaining(named),
    })
  })

  it('a configuration with a mistake with exit code 2, naming the field', async () => {
    const [chain] = unreachableConfig.chains
    writeFileSync(configFile, JSON.stringify({ ...unreachableConfig, chains: [{ ...chain, chainId: -1 }] }))
    const { code, last } = await refuse(['--config', configFile])
    expect(code).toBe(2)
    expect(last).toMatchObject({ field: 'chains[0].chainId', hint: expect.any(String) })
  })

  it('a port in use with exit code 2, before it touches the ledger', async () => {
    const kiosk = await start(['--config', configFile])
    const { port } = new URL(kiosk.ready.url)
    const other = await runProgram([program, '--data', join(folder, 'other'), '--port', port])
    expect(other.code).toBe(2)
    expect(other.stderr).toContain(`port ${port} is in use`)
  })

  it('a folder that another till holds with exit code 3, saying who', async () => {
    const kiosk = await start(['--config', configFile])
    const { code, stdout, last } = await refuse(['--port', '0', '--config', configFile])
    expect(code).toBe(3)
    expect(stdout).toBe('')
    expect(last).toMatchObject({ code: 'ledger.locked', message: expect.stringContaining(String(kiosk.pid)) })
  })

  it('a ledger that was edited with exit code 4, naming the entry', async () => {
    const kiosk = await start(['--config', configFile])
    expect(await kiosk.stop()).toBe(0)
    const ledger = new Sqlite(join(folder, 'data', 'practice', 'ledger.db'))
    const triggers = ledger.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()
    for (const name of triggers) ledger.exec(`DROP TRIGGER "${String(name)}"`)
    ledger.exec("UPDATE journal SET actor = 'somebody' WHERE seq = 2")
    ledger.close()
    const { code, last } = await refuse(['--port', '0', '--config', configFile])
    expect(code).toBe(4)
    expect(last).toMatchObject({ code: 'ledger.corrupt', message: expect.stringContaining('2') })
  })
})

describe('the kiosk host', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'says once that it is ready, logs in JSON lines, and stops on %s',
    async (signal) => {
      const kiosk = await start(['--config', configFile])
      expect(kiosk.ready).toMatchObject({
        ready: true,
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/pair\?token=[\w-]{43}$/),
        display: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/pair\?token=[\w-]{43}$/),
        environment: 'practice',
        chains: [{ chainId: 4242, rpcUrl: 'http://127.0.0.1:9', tokens: [{ symbol: 'USDC', decimals: 6 }] }],
        practice: { customerKey: expect.stringMatching(/^0x[0-9a-f]{64}$/) },
      })
      const socket = await (await pairWith(kiosk)).open()
      const closed = once(socket, 'close')
      process.kill(kiosk.pid, signal)
      const [code]: unknown[] = await closed
      expect(code).toBe(1012)
      expect(await kiosk.stop()).toBe(0)
      for (const line of kiosk.log().trim().split('\n')) {
        expect(JSON.parse(line)).toMatchObject({ at: expect.any(String), level: expect.any(String) })
      }
      expect(kiosk.log()).not.toContain(new URL(kiosk.ready.url).searchParams.get('token'))
    },
  )

  it('has a practice customer in practice only', async () => {
    const kiosk = await start(['--environment', 'testnet'])
    expect(kiosk.ready).toMatchObject({ environment: 'testnet', chains: [] })
    expect(kiosk.ready).not.toHaveProperty('practice')
    expect(await kiosk.stop()).toBe(0)
  })

  it('opens the environment somebody chose at first start, for the same browser on the same port', async () => {
    writeFileSync(configFile, JSON.stringify({ ...unreachableConfig, environment: undefined }))
    const kiosk = await start(['--config', configFile])
    const { open } = await pairWith(kiosk)
    const socket = await open()
    const client = clientOver(socket)
    await expect(client.session.hello()).resolves.toMatchObject({
      environment: 'practice',
      offerChoice: true,
    })
    const closed = once(socket, 'close')
    await expect(client.setup.choose({ environment: 'testnet' })).resolves.toEqual({ environment: 'testnet' })
    await closed
    const again = await reconnect(open)
    await expect(clientOver(again).session.hello()).resolves.toMatchObject({
      environment: 'testnet',
      offerChoice: false,
      setupNeeded: true,
    })
    again.close()
    expect(await kiosk.stop()).toBe(0)
  })
})

/** Tries as a page does, until the next terminal is open. */
async function reconnect(open: () => Promise<WebSocket>): Promise<WebSocket> {
  const end = performance.now() + 20_000
  for (;;) {
    try {
      return await open()
    } catch (error) {
      if (performance.now() > end) throw error
    }
  }
}
