import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findAnvilBinary } from '../../../../electron/practice/chain/anvil-binary.ts'
import { startAnvil, type Anvil } from '../../../../electron/practice/chain/anvil.ts'
import { callRpc } from '../../../../electron/practice/chain/json-rpc.ts'
import { practiceMnemonic } from '../../../../electron/practice/chain/practice-accounts.ts'
import { isPosError } from '../../../../shared/errors/pos-error.ts'

const options = {
  binary: findAnvilBinary(),
  port: 0,
  chainId: 31_337_005,
  mnemonic: practiceMnemonic,
  historicalStates: 2,
}
const unavailable = (words: string) =>
  expect.toSatisfy((error) => isPosError(error, 'practice.chainUnavailable') && error.message.includes(words))

let folder: string
let running: Anvil[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anvil-'))
  running = []
})

afterEach(async () => {
  await Promise.all(running.map((anvil) => anvil.kill()))
  rmSync(folder, { recursive: true, force: true })
})

async function start(
  change: Partial<typeof options> & { stateFile?: string; cacheFolder?: string } = {},
): Promise<Anvil> {
  const anvil = await startAnvil({ ...options, ...change })
  running.push(anvil)
  return anvil
}

describe('startAnvil', () => {
  it('serves the chain it was asked for, each on a port of its own', async () => {
    const [first, second] = await Promise.all([start(), start()])
    expect(first.port).not.toBe(second.port)
    expect(Number(await callRpc(first.rpcUrl, 'eth_chainId'))).toBe(options.chainId)
  })

  it('mines only when asked', async () => {
    const anvil = await start()
    const [from] = (await callRpc(anvil.rpcUrl, 'eth_accounts')) as string[]
    await callRpc(anvil.rpcUrl, 'eth_sendTransaction', [{ from, to: from, value: '0x1' }])
    expect(Number(await callRpc(anvil.rpcUrl, 'eth_blockNumber'))).toBe(0)
    await callRpc(anvil.rpcUrl, 'evm_mine')
    expect(Number(await callRpc(anvil.rpcUrl, 'eth_blockNumber'))).toBe(1)
  })

  it('does not answer web pages', async () => {
    const anvil = await start()
    const response = await fetch(anvil.rpcUrl, {
      method: 'OPTIONS',
      headers: { origin: 'https://example.org' },
    })
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('works in the folder it is given, not in the home folder', async () => {
    const anvil = await start({ cacheFolder: folder })
    await callRpc(anvil.rpcUrl, 'anvil_mine', ['0x4'])
    // A reorg is what makes anvil look for old states on disk.
    await callRpc(anvil.rpcUrl, 'anvil_reorg', [1, []])
    expect(readdirSync(folder)).toHaveLength(1)
  })

  it('ends when told to', async () => {
    const anvil = await start()
    expect(anvil.hasExited()).toBe(false)
    await anvil.kill()
    expect(anvil.hasExited()).toBe(true)
    await expect(callRpc(anvil.rpcUrl, 'eth_chainId')).rejects.toThrow('did not answer')
  })

  it('fails in the words of anvil', async () => {
    const stateFile = join(folder, 'state.json')
    writeFileSync(stateFile, '{')
    await expect(start({ stateFile })).rejects.toThrow(unavailable('failed to parse'))
    const { port } = await start()
    await expect(start({ port })).rejects.toThrow(unavailable('in use'))
    await expect(start({ binary: join(folder, 'missing') })).rejects.toThrow(unavailable('did not start'))
  })
})
