import type { TerminalClient } from '../../shared/contract/contract.ts'
import type { Ready } from './kiosk.ts'
import { openTerminalClient } from './terminal-client.ts'
import { practicePins } from './till-page.ts'

type Networks = Parameters<TerminalClient['settings']['saveChains']>[0]

/** The owner changes networks and tokens at another screen of the till. */
export async function changeNetworks(ready: Ready, change: (networks: Networks) => Networks): Promise<void> {
  const { client, close } = await openTerminalClient(ready)
  const { staff } = await client.session.hello()
  const owner = staff.find((person) => person.name === 'Owner')
  await client.session.signIn({ staffId: owner?.id ?? '', pin: practicePins.Owner })
  const { chains } = await client.settings.get()
  await client.settings.saveChains(change({ chains: [...chains.chains], tokens: [...chains.tokens] }))
  close()
}

/** Has the till read a network through another address, as IT would enter it. */
export async function readThrough(ready: Ready, name: string, url: string): Promise<void> {
  await changeNetworks(ready, ({ chains, tokens }) => ({
    tokens,
    chains: chains.map((chain) => (chain.name === name ? { ...chain, endpoints: [url] } : chain)),
  }))
}
