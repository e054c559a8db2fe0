import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../electron/platform/clock.ts'
import { randomIds } from '../../electron/platform/ids.ts'
import { silentLog } from '../../electron/platform/log.ts'
import { parseConfig } from '../../electron/settings/config-file.ts'
import { openTerminal } from '../../electron/terminal.ts'
import type { OpenTerminal } from '../../electron/terminal-options.ts'

/** A network whose only node never answers: selling needs none. */
export const unreachableConfig = {
  environment: 'practice',
  shop: { name: 'Corner Shop', till: 'Till 1', currency: 'USD' },
  chains: [
    {
      id: 'quiet',
      chainId: 4242,
      endpoints: ['http://127.0.0.1:9'],
      tokens: [{ symbol: 'USDC', address: '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48', decimals: 6 }],
    },
  ],
}

/** The real terminal on a real ledger, without a network: practice people, no practice chain. */
export async function openTestTerminal(): Promise<OpenTerminal> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'stablepoint-contract-'))
  const terminal = await openTerminal({
    dataFolder,
    config: parseConfig(JSON.stringify(unreachableConfig)),
    version: 'test',
    clock: systemClock,
    ids: randomIds,
    log: silentLog,
  })
  const stop = async (): Promise<void> => {
    await terminal.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
  return { ...terminal, stop }
}
