import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { directClient } from '../../../electron/api/serve.ts'
import { systemClock } from '../../../electron/platform/clock.ts'
import { randomIds } from '../../../electron/platform/ids.ts'
import { jsonLog } from '../../../electron/platform/log.ts'
import { openTerminal } from '../../../electron/terminal.ts'
import type { OpenTerminal } from '../../../electron/terminal-options.ts'
import type { TerminalClient } from '../../../shared/contract/contract.ts'
import { testXpub } from '../../fixtures/test-till.ts'

const deadNode = 'http://127.0.0.1:9'
const failureWith = (code: string) => expect.objectContaining({ data: expect.objectContaining({ code }) })

let folder: string
let terminal: OpenTerminal
let node: Server
let nodeUrl: string
let logged: string

/** A node that answers every question with the id of another network. */
function openNode(): Promise<void> {
  node = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const asked = JSON.parse(body) as { id: number } | { id: number }[]
      const answerTo = ({ id }: { id: number }) => ({ jsonrpc: '2.0', id, result: '0x1' })
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(Array.isArray(asked) ? asked.map(answerTo) : answerTo(asked)))
    })
  })
  return new Promise((resolve) => {
    node.listen(0, '127.0.0.1', () => {
      nodeUrl = `http://127.0.0.1:${(node.address() as AddressInfo).port}`
      resolve()
    })
  })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stablepoint-setup-'))
  logged = ''
  const log = jsonLog((line) => (logged += line), systemClock.now)
  const machine = { clock: systemClock, ids: randomIds, log }
  terminal = await openTerminal({ dataFolder: folder, environment: 'testnet', version: 'test', ...machine })
  await openNode()
})
afterEach(async () => {
  await terminal.stop()
  await new Promise((resolve) => node.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

function connect(): TerminalClient {
  return directClient(terminal.api, { id: randomIds.next('conn'), screen: 'till', session: undefined })
}

async function wizard(endpoint: string) {
  const { networks } = await connect().setup.status()
  const network = networks.find(({ tokens }) => tokens.length > 0)
  if (!network) throw new Error('A test network ships with a token')
  return {
    shop: { name: 'Corner Shop', till: 'Till 1', address: '', currency: 'USD' as const, receiptFooter: '' },
    staff: [
      { id: 'owner', name: 'Owner', role: 'owner' as const, pin: '4826' },
      { id: 'cashier', name: 'Cashier', role: 'cashier' as const, pin: '7350' },
    ],
    xpub: testXpub,
    networks: [{ chain: network.chain, endpoints: [endpoint], tokens: network.tokens.slice(0, 1) }],
  }
}

describe('setup.complete and settings.saveChains', { timeout: 60_000 }, () => {
  it('refuse a node of another network, and change nothing', async () => {
    const client = connect()
    await expect(client.setup.complete(await wizard(nodeUrl))).rejects.toEqual(
      failureWith('chain.wrongChainId'),
    )
    expect(await client.session.hello()).toMatchObject({ setupNeeded: true })

    await client.setup.complete(await wizard(deadNode))
    await client.session.signIn({ staffId: 'owner', pin: '4826' })
    const { chains } = await client.settings.get()
    const wrong = { ...chains, chains: chains.chains.map((chain) => ({ ...chain, endpoints: [nodeUrl] })) }
    const save = client.settings.saveChains({ chains: [...wrong.chains], tokens: [...wrong.tokens] })
    await expect(save).rejects.toEqual(failureWith('chain.wrongChainId'))
    expect((await client.settings.get()).chains).toEqual(chains)
  })

  it('let one of two set-ups at once win, and keep its key and its people', async () => {
    const input = await wizard(deadNode)
    const other = { ...input, staff: input.staff.map((member) => ({ ...member, pin: '9164' })) }
    const results = await Promise.allSettled([
      connect().setup.complete(input),
      connect().setup.complete(other),
    ])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: failureWith('setup.alreadyDone'),
    })
  })
})

describe('a person with a new PIN', { timeout: 60_000 }, () => {
  it('stays where it was changed, and is signed out everywhere else', async () => {
    await connect().setup.complete(await wizard(deadNode))
    const [here, there, owner] = [connect(), connect(), connect()]
    await here.session.signIn({ staffId: 'cashier', pin: '7350' })
    await there.session.signIn({ staffId: 'cashier', pin: '7350' })
    await here.settings.setPin({ staffId: 'cashier', currentPin: '7350', newPin: '2591' })
    await expect(here.session.touch()).resolves.toBeDefined()
    await expect(there.session.touch()).rejects.toEqual(failureWith('session.required'))
    await owner.session.signIn({ staffId: 'owner', pin: '4826' })
    await owner.settings.setPin({ staffId: 'cashier', newPin: '6048' })
    await expect(here.session.touch()).rejects.toEqual(failureWith('session.required'))
  })
})

describe('secrets of a till', { timeout: 60_000 }, () => {
  it('are in no log line, no journal entry, no failure and no name of a file', async () => {
    const told: string[] = []
    const client = connect()
    const tell = (call: Promise<unknown>) => call.catch((error: unknown) => told.push(JSON.stringify(error)))
    await tell(client.setup.complete({ ...(await wizard(nodeUrl)), xpub: testXpub }))
    await client.setup.complete(await wizard(deadNode))
    await tell(client.session.signIn({ staffId: 'owner', pin: '90909090' }))
    const { token } = await client.session.signIn({ staffId: 'owner', pin: '4826' })
    await tell(client.settings.setPin({ staffId: 'owner', currentPin: '80808080', newPin: '70707071' }))
    await client.settings.setPin({ staffId: 'cashier', newPin: '60616263' })
    const privateKey = `xprv${testXpub.slice(4)}`
    await tell(client.settings.saveBackend({ kind: 'selfcustody', xpub: `${testXpub.slice(0, -1)}1` }))
    await tell(client.settings.saveBackend({ kind: 'selfcustody', xpub: privateKey }))
    await tell(client.settings.previewAddresses({ xpub: privateKey }))
    await tell(
      client.checkout.open({ key: 'k', lines: [], discount: { kind: 'none' }, tip: { kind: 'none' } }),
    )
    await client.system.backup()
    await terminal.stop()

    const files = readdirSync(join(folder, 'testnet'), { recursive: true }).map(String).join('\n')
    const said = [logged, told.join('\n'), files].join('\n')
    expect(told).toHaveLength(7)
    // A PIN of four digits may stand in a date: those typed here are of eight where they could be told.
    for (const secret of [
      '90909090',
      '80808080',
      '70707071',
      '60616263',
      'scrypt$',
      token,
      testXpub,
      privateKey,
      testXpub.slice(0, 40),
    ])
      expect(said).not.toContain(secret)
    const stored = readFileSync(join(folder, 'testnet', 'ledger.db'), 'latin1')
    for (const secret of ['90909090', '80808080', '70707071', '60616263', token, privateKey])
      expect(stored).not.toContain(secret)
  })
})
