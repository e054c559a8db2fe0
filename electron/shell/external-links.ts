import type { Shell } from 'electron'
import { messageOf } from '../../shared/errors/pos-error.ts'
import type { Log } from '../platform/log.ts'
import { listKnownChains } from '../settings/chain-data.ts'

const addressMax = 2_000

export type ExternalLinksDeps = Readonly<{
  shell: Pick<Shell, 'openExternal'>
  /** Hosts that may be opened: the explorers of the known networks. */
  hosts: ReadonlySet<string>
  log: Log
}>

/** The hosts of the block explorers that ship with the product; one that a configuration adds stays unopened. */
export function explorerHosts(): ReadonlySet<string> {
  const chains = (['live', 'testnet'] as const).flatMap((environment) => listKnownChains(environment).chains)
  return new Set(
    chains.flatMap(({ explorer }) => (explorer === undefined ? [] : [new URL(explorer).hostname])),
  )
}

/** Whether an address may be opened in the browser: `https:`, an exact host of the list, no name or port in it. */
export function mayOpenOutside(address: string, hosts: ReadonlySet<string>): boolean {
  const url = address.length > addressMax ? null : URL.parse(address)
  return (
    url !== null &&
    url.protocol === 'https:' &&
    hosts.has(url.hostname) &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  )
}

/** Opens allowed addresses in the browser and refuses every other: `openExternal` runs whatever program a scheme names. */
export function initExternalLinks({ shell, hosts, log }: ExternalLinksDeps): (address: string) => void {
  return (address) => {
    const url = mayOpenOutside(address, hosts) ? new URL(address) : undefined
    if (url === undefined) return log.warn('An address was not opened outside')
    shell.openExternal(url.href).catch((error: unknown) => {
      log.warn('An address could not be opened', { problem: messageOf(error) })
    })
  }
}
