import { PosError } from '../../../shared/errors/pos-error.ts'

/** Where a Paxos answers. */
export type PaxosHosts = Readonly<{
  /** The address of the interface, with `/v2`. */
  apiUrl: string
  tokenUrl: string
}>

/**
 * The two environments of Paxos. They share nothing: neither accounts nor credentials, profiles or addresses.
 * @see fact sheet 1, hosts
 */
export const paxosHosts: Readonly<Record<'production' | 'sandbox', PaxosHosts>> = {
  production: { apiUrl: 'https://api.paxos.com/v2', tokenUrl: 'https://oauth.paxos.com/oauth2/token' },
  sandbox: {
    apiUrl: 'https://api.sandbox.paxos.com/v2',
    tokenUrl: 'https://oauth.sandbox.paxos.com/oauth2/token',
  },
}

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost'])

/**
 * Lets encrypted addresses pass, and the stand-in on this machine.
 * @throws {PosError} `config.invalid` for one that would carry the secret in the clear
 */
export function requireSafeHosts(hosts: PaxosHosts): void {
  for (const [field, text] of Object.entries(hosts)) {
    const url = URL.canParse(text) ? new URL(text) : undefined
    const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.has(url.hostname))
    if (!isSafe || url.username !== '' || url.search !== '')
      throw new PosError('config.invalid', 'Paxos is reached over https only.', { details: { field } })
  }
}
