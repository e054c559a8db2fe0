import { connectionTest } from '../../shared/contract/settlement.ts'
import { blockersOf, type ConnectionTest } from '../../shared/domain/settlement/connection-check.ts'
import { settlementHostFor } from '../../shared/domain/settings/settlement-host.ts'
import type { Environment, PaxosSettlement } from '../../shared/domain/settings/settings.ts'
import { messageOf } from '../../shared/errors/pos-error.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { Ledger } from '../ledger/port.ts'
import type { Clock } from '../platform/clock.ts'
import { openTurns } from '../platform/in-turn.ts'
import type { Log } from '../platform/log.ts'
import type { SealProblem } from '../platform/secret-seal.ts'
import type { SecretStore } from '../platform/secret-store.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { paxosSecretName, paxosSecretPrefix, readPaxosSecret, type PaxosSecret } from './paxos-secret.ts'

/** Tries an account with calls that only read. */
type TestConnection = (
  attempt: Readonly<{
    host: PaxosSettlement['host']
    secret: PaxosSecret
    profileId?: string | undefined
  }>,
) => Promise<ConnectionTest>

export type SettlementSetupParts = Readonly<{
  environment: Environment
  ledger: Ledger
  settings: SettingsStore
  secrets: SecretStore
  clock: Clock
  log: Log
  testConnection: TestConnection
  /** The public credentials of the play account; nothing outside practice. */
  playSecret: () => PaxosSecret | undefined
  /** Whether refunds or payouts wait for the account: it is not taken away under them. */
  hasUnfinished: () => boolean
}>

/** The account that money is settled with, as far as this machine knows it. */
type SettlementStatus = Readonly<{
  host: PaxosSettlement['host']
  account?: PaxosSettlement
  profileName?: string
  connectedAt?: number
  hasSecret: boolean
  secretsClosed?: SealProblem
  lastTest?: ConnectionTest
}>

type Done = Readonly<{ ok: true }>
type Wish = Readonly<{ secret: PaxosSecret; profileId: string; actor: string }>

/** Connects the till to an account, and disconnects it. Two changes at once happen one after the other. */
export type SettlementSetup = Readonly<{
  status: () => Promise<SettlementStatus>
  /** Tries credentials, or those that are kept; the result of the latter is remembered. */
  test: (
    attempt: Readonly<{ secret?: PaxosSecret | undefined; profileId?: string | undefined }>,
  ) => Promise<ConnectionTest | Rejected>
  connect: (wish: Wish) => Promise<Done | Rejected>
  disconnect: (wish: Readonly<{ reason: string; actor: string }>) => Promise<Done | Rejected>
  chooseConversions: (wish: Readonly<{ symbols: readonly string[]; actor: string }>) => Done | Rejected
  /** Removes credentials that no account in force needs: those of a change that was cut short. */
  forgetUnused: () => Promise<void>
}>

const connectedKey = 'settlement.connectedAt'
const testKey = 'settlement.lastTest'
const done: Done = { ok: true }

/** What was remembered of the last test; one of an older form is as good as none. */
function readTest(ledger: Ledger): ConnectionTest | undefined {
  const note = ledger.findNote(testKey)
  if (note === undefined) return undefined
  const parsed = connectionTest.safeParse(JSON.parse(note))
  if (!parsed.success) return undefined
  const { checks, ...rest } = parsed.data
  return {
    ...rest,
    checks: checks.map(({ problem, said, ...check }) => ({
      ...check,
      ...(problem === undefined ? {} : { problem }),
      ...(said === undefined ? {} : { said }),
    })),
  }
}

function accountOf({ settings }: SettlementSetupParts): PaxosSettlement | undefined {
  return settings.current().settlement
}

async function readStatus(parts: SettlementSetupParts): Promise<SettlementStatus> {
  const { environment, ledger, secrets, playSecret } = parts
  const account = accountOf(parts)
  const lastTest = readTest(ledger)
  const connectedAt = Number(ledger.findNote(connectedKey) ?? '0')
  const closed = environment === 'practice' ? undefined : await secrets.closedBecause()
  const kept = account ? (await secrets.list()).includes(paxosSecretName(account)) : false
  const profile = lastTest?.profiles.find(({ id }) => id === account?.profileId)
  return {
    host: settlementHostFor(environment),
    ...(account ? { account } : {}),
    ...(account && profile ? { profileName: profile.nickname } : {}),
    ...(account && connectedAt > 0 ? { connectedAt } : {}),
    hasSecret: account !== undefined && (kept || playSecret() !== undefined),
    ...(closed === undefined ? {} : { secretsClosed: closed }),
    ...(account && lastTest ? { lastTest } : {}),
  }
}

/** Whether an account may be put in place of the one in force, by everything that can be known without asking it. */
async function checkChange(parts: SettlementSetupParts, profileId?: string): Promise<Done | Rejected> {
  const { environment, settings, secrets, hasUnfinished } = parts
  if (environment === 'practice') return reject('settlement.inPractice')
  const account = accountOf(parts)
  const isOther = account !== undefined && account.profileId !== profileId
  if (isOther && settings.fileSections.has('settlement')) {
    const problem = 'The configuration file names the account. Change it there and start the till again.'
    return reject('contract.invalidInput', { field: 'profileId', problem })
  }
  if (isOther && hasUnfinished()) return reject('settlement.unfinished')
  const closed = profileId === undefined ? undefined : await secrets.closedBecause()
  return closed === undefined ? done : reject(closed)
}

async function forgetUnused(parts: SettlementSetupParts): Promise<void> {
  const { secrets } = parts
  const account = accountOf(parts)
  const inForce = account && paxosSecretName(account)
  for (const name of await secrets.list())
    if (name.startsWith(paxosSecretPrefix) && name !== inForce) await secrets.remove(name)
}

/** The account is changed already: what cannot be removed now is removed at the next start. */
async function tidy(parts: SettlementSetupParts): Promise<void> {
  await forgetUnused(parts).catch((error: unknown) =>
    parts.log.warn('Credentials out of use could not be removed', { problem: messageOf(error) }),
  )
}

async function test(
  parts: SettlementSetupParts,
  { secret, profileId }: Parameters<SettlementSetup['test']>[0],
): Promise<ConnectionTest | Rejected> {
  const { environment, ledger, secrets, testConnection, playSecret } = parts
  const host = settlementHostFor(environment)
  if (secret !== undefined) {
    // Real credentials have no business at a play account, nor the other way round.
    if (environment === 'practice') return reject('settlement.inPractice')
    return await testConnection({ host, secret, profileId })
  }
  const account = accountOf(parts)
  if (!account || account.host !== host) return reject('settlement.notConnected')
  const kept = playSecret() ?? (await readPaxosSecret(secrets, account))
  if (kept === undefined) return reject('settlement.noCredentials')
  const found = await testConnection({ host, secret: kept, profileId: account.profileId })
  ledger.transact((transaction) => transaction.saveNote(testKey, JSON.stringify(found)))
  return found
}

/**
 * The secret first, under a name of its own, then the setting that makes it count: whoever dies in between leaves the account
 * that was in force as it was, and a secret that the next start removes.
 */
async function connect(parts: SettlementSetupParts, wish: Wish): Promise<Done | Rejected> {
  const { environment, ledger, settings, secrets, clock, testConnection } = parts
  const { secret, profileId, actor } = wish
  const may = await checkChange(parts, profileId)
  if (!may.ok) return may
  const host = settlementHostFor(environment)
  const found = await testConnection({ host, secret, profileId })
  const [blocker] = blockersOf(found)
  if (blocker !== undefined) return reject('settlement.testFailed', { check: blocker })
  await secrets.write(paxosSecretName({ host, profileId }), JSON.stringify(secret))
  // Refunds and payouts went on while the account was tried.
  const stillMay = await checkChange(parts, profileId)
  if (!stillMay.ok) return stillMay
  const before = accountOf(parts)
  const isSame = before?.profileId === profileId
  const next: PaxosSettlement = {
    kind: 'paxos',
    host,
    profileId,
    convertToUsd: before?.convertToUsd ?? [],
    signing: secret.signingKey !== undefined,
  }
  ledger.transact((transaction) => {
    // Credentials that change are told to the next owner, also where the account stays the same.
    settings.append(transaction, 'settlement', next, actor)
    transaction.saveNote(testKey, JSON.stringify(found))
    if (!isSame || ledger.findNote(connectedKey) === undefined)
      transaction.saveNote(connectedKey, String(clock.now()))
  })
  await tidy(parts)
  return done
}

async function disconnect(
  parts: SettlementSetupParts,
  { reason, actor }: Readonly<{ reason: string; actor: string }>,
): Promise<Done | Rejected> {
  if (accountOf(parts) === undefined) return reject('settlement.notConnected')
  const may = await checkChange(parts)
  if (!may.ok) return may
  parts.ledger.transact((transaction) => {
    transaction.append({
      type: 'settings.changed',
      subject: { kind: 'settings', id: 'settlement' },
      body: { section: 'settlement', value: undefined, reason },
      actor,
    })
  })
  await tidy(parts)
  return done
}

function chooseConversions(
  parts: SettlementSetupParts,
  { symbols, actor }: Readonly<{ symbols: readonly string[]; actor: string }>,
): Done | Rejected {
  const { settings } = parts
  const account = accountOf(parts)
  if (!account) return reject('settlement.notConnected')
  if (settings.fileSections.has('settlement')) {
    const problem = 'The configuration file rules this. Change it there and start the till again.'
    return reject('contract.invalidInput', { field: 'convertToUsd', problem })
  }
  const known = new Set(settings.current().chains.tokens.map(({ symbol }) => symbol))
  const unknown = symbols.find((symbol) => !known.has(symbol))
  if (unknown !== undefined)
    return reject('contract.invalidInput', {
      field: 'convertToUsd',
      problem: `The till does not take ${unknown}`,
    })
  settings.saveChanged({ settlement: { ...account, convertToUsd: [...new Set(symbols)].toSorted() } }, actor)
  return done
}

/** Opens the set-up of the account. */
export function openSettlementSetup(parts: SettlementSetupParts): SettlementSetup {
  const inTurn = openTurns()
  return {
    status: () => readStatus(parts),
    test: (attempt) => inTurn(() => test(parts, attempt)),
    connect: (wish) => inTurn(() => connect(parts, wish)),
    disconnect: (wish) => inTurn(() => disconnect(parts, wish)),
    chooseConversions: (wish) => chooseConversions(parts, wish),
    forgetUnused: () => inTurn(() => forgetUnused(parts)),
  }
}
