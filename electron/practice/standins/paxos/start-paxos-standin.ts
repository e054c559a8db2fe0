import { getRequestListener } from '@hono/node-server'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bytesToHex, type Address } from 'viem'
import { mnemonicToAccount, privateKeyToAddress } from 'viem/accounts'
import type { Clock } from '../../../platform/clock.ts'
import type { Log } from '../../../platform/log.ts'
import { assertInvariant } from '../../../../shared/errors/assert.ts'
import { practiceMnemonic } from '../../chain/practice-accounts.ts'
import { amountOf } from './amounts.ts'
import { createApiApp } from './api-app.ts'
import { credit } from './balances.ts'
import { practiceCredential, type Credential } from './credentials.ts'
import { addOpeningAccounts } from './fiat-accounts.ts'
import { openFaults, type PaxosFaults } from './faults.ts'
import { openOutcomes, type Outcomes } from './outcomes.ts'
import { addProfile, getProfile } from './profiles.ts'
import { openRateLimits } from './rate-limits.ts'
import { openRequestFaults } from './request-faults.ts'
import { openRounds } from './rounds.ts'
import type { StandinChain, Treasury } from './standin-chain.ts'
import { openStore, type Store } from './store.ts'
import { usualTerms, type Terms } from './terms.ts'
import { openTokens } from './tokens.ts'
import { addTransfer } from './transfers.ts'
import { openStamps, type World } from './world.ts'

/** What a stand-in Paxos is started with. */
export type PaxosStandinOptions = Readonly<{
  /** Its data folder: the same folder is the same Paxos. */
  directory: string
  clock: Clock
  log: Log
  /** Networks without a chain complete by the clock. */
  chains?: readonly StandinChain[]
  /** Sends withdrawals on the chains; needed when there are any. */
  treasury?: Treasury
  /** Account of the practice words that deposit addresses are derived from; different worlds never share one. */
  addressAccount?: number
  credentials?: readonly Credential[]
  terms?: Partial<Terms>
  /** What the default profile holds the first time, by asset. */
  openingBalances?: Readonly<Record<string, string>>
  /** The same as rows of the list of transfers: whoever reads it from the beginning comes to the same balance. */
  openingDeposits?: Readonly<Record<string, string>>
  /** Begins with two bank accounts: one is reviewed already, the other will be. */
  hasOpeningBanks?: boolean
  uuid?: () => string
  /** Milliseconds between two looks at the chains; 0 looks only when asked to by `step`. */
  pollMs?: number
}>

/** A Paxos of one's own, on loopback. */
export type PaxosStandin = Readonly<{
  /** Ends in `/v2`. */
  apiUrl: string
  tokenUrl: string
  credentials: readonly Credential[]
  /** The profile that an account begins with. */
  profileId: string
  faults: PaxosFaults
  /** One look at the clock and at every chain, now. */
  step: () => Promise<void>
  stop: () => Promise<void>
}>

const usualAddressAccount = 3
const usualPollMs = 500

/** The n-th deposit address: nobody but this server ever derives from its account of the words. */
function openAddresses(account: number): (index: number) => Address {
  const root = mnemonicToAccount(practiceMnemonic, { path: `m/44'/60'/${account}'/0` }).getHdKey()
  return (index) => {
    const { privateKey } = root.deriveChild(index)
    assertInvariant(privateKey !== null, 'A key made from words has a private half.')
    return privateKeyToAddress(bytesToHex(privateKey))
  }
}

function readCustomerId(store: Store, uuid: () => string): string {
  const known = store.setting('customerId')
  if (known !== undefined) return known
  const made = uuid()
  store.setSetting('customerId', made)
  return made
}

/** A new folder gets its default profile and what it holds. */
function furnish(world: World, options: PaxosStandinOptions): void {
  const { openingBalances = {}, openingDeposits = {}, hasOpeningBanks = false } = options
  world.store.atomically(() => {
    if (world.store.count('profile') > 0) return
    const { id } = addProfile(world, { nickname: 'Default', type: 'DEFAULT' })
    if (hasOpeningBanks) addOpeningAccounts(world)
    for (const [asset, amount] of Object.entries(openingBalances)) credit(world, id, asset, amountOf(amount))
    for (const [asset, text] of Object.entries(openingDeposits)) {
      const amount = amountOf(text)
      addTransfer(world, {
        profileId: id,
        type: 'INTERNAL_TRANSFER_CREDIT',
        status: 'COMPLETED',
        amount,
        fee: 0n,
        asset,
        balanceAsset: asset,
        more: { memo: 'Opening balance' },
      })
      credit(world, id, asset, amount)
    }
  })
}

function openWorld(options: PaxosStandinOptions, terms: () => Terms, outcomes: Outcomes): World {
  const { clock, log, chains = [], uuid = randomUUID } = options
  const store = openStore(options.directory)
  const world: World = {
    store,
    clock,
    log,
    uuid,
    customerId: readCustomerId(store, uuid),
    terms,
    outcomes,
    chains,
    addressAt: openAddresses(options.addressAccount ?? usualAddressAccount),
    ...openStamps(store, clock),
  }
  furnish(world, options)
  return world
}

/** Starts the server, or continues the one of the same folder. It listens on loopback, on a port of the system's choice. */
export async function startPaxosStandin(options: PaxosStandinOptions): Promise<PaxosStandin> {
  const { clock, credentials = [practiceCredential] } = options
  let terms: Terms = { ...usualTerms, ...options.terms }
  const outcomes = openOutcomes()
  const world = openWorld(options, () => terms, outcomes)
  const tokens = openTokens(clock, credentials)
  const rates = openRateLimits(clock, () => terms.rateLimits === 'documented')
  const requests = openRequestFaults()
  const calls = new Map<string, number>()
  const setTerms = (changes: Partial<Terms>): void => {
    terms = { ...terms, ...changes }
  }
  const { faults, distortion } = openFaults({ world, outcomes, requests, rates, tokens, calls, setTerms })
  const app = createApiApp({ world, tokens, rates, requests, distortion, calls })
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const server = createServer((request, response) => void answer(request, response))
  server.listen({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const rounds = openRounds(world, options.treasury, options.pollMs ?? usualPollMs)
  await rounds.begin()
  return {
    apiUrl: `http://127.0.0.1:${port}/v2`,
    tokenUrl: `http://127.0.0.1:${port}/oauth2/token`,
    credentials,
    profileId: getProfile(world, 'default').id,
    faults,
    step: rounds.step,
    stop: async () => {
      await rounds.stop()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      world.store.close()
    },
  }
}
