import { connectPaxos } from './connect-paxos.ts'
import type { ChainWatcher } from './chains/port.ts'
import type { CustomerDisplay } from './checkout/customer-display.ts'
import type { Till } from './checkout/till.ts'
import type { ReceiveAddresses } from './backends/port.ts'
import { openPayouts, type Payouts } from './payouts/payouts.ts'
import { claimForPayouts } from './payouts/record-payout-word.ts'
import type { SecretStore } from './platform/secret-store.ts'
import { checkReturnAddress } from './refunds/check-return-address.ts'
import type { CheckAddress } from './refunds/prepare-refund.ts'
import { claimForRefunds } from './refunds/record-refund-word.ts'
import { openRefunds, type Refunds } from './refunds/refunds.ts'
import { openRefundWatch, type RefundWatch } from './refunds/watch-refunds.ts'
import type { Durable } from './terminal-durable.ts'
import { openTerminalPaxos, type TerminalPaxos } from './terminal-paxos.ts'

/** What keeps money for the shop, gives it back and pays it out. */
export type TerminalMoney = Readonly<{
  paxos: TerminalPaxos
  refunds: Refunds
  payouts: Payouts
  refundWatch: RefundWatch
  checkAddress: CheckAddress
  stop: () => Promise<void>
}>

type MoneyParts = Readonly<{
  till: Till
  durable: Pick<Durable, 'ledger' | 'practice' | 'settings'>
  secrets: SecretStore
  display: CustomerDisplay
  ownAddresses: () => ReceiveAddresses | undefined
  watcher: (chain: string) => ChainWatcher | undefined
  /** Sales that the account said something new of. */
  changed: (saleIds: readonly string[]) => void
  sighted: () => void
}>

/** Opens the settlement account with everything that goes through it. */
export function openTerminalMoney(parts: MoneyParts): TerminalMoney {
  const { till, durable, secrets, display, ownAddresses, watcher, changed, sighted } = parts
  const { ledger, practice, settings } = durable
  const { clock, ids, log } = till
  const machine = { ledger, clock, ids, log, settings: settings.current }
  const paxos = openTerminalPaxos({
    ...machine,
    connect: (settlement) => connectPaxos(settlement, { play: practice?.paxos, secrets, ledger, clock, log }),
    practiceNetworks: practice?.paxos?.networks,
    claims: [claimForRefunds(log), claimForPayouts({ ids, log })],
    changed,
    sighted,
  })
  const ownLists = practice?.sanctionsLists ?? []
  const checkAddress: CheckAddress = async (question) =>
    await checkReturnAddress({ till, watcher, keyAddresses: ownAddresses, ownLists }, question)
  const refunds = openRefunds({ till, display, backend: paxos.backend, checkAddress })
  const payouts = openPayouts({ ...machine, backend: paxos.backend, secrets, catchUp: paxos.catchUp })
  const refundWatch = openRefundWatch({ ledger, chains: () => settings.current().chains.chains, log })
  return {
    paxos,
    refunds,
    payouts,
    refundWatch,
    checkAddress,
    stop: async () => {
      refundWatch.stop()
      await payouts.stop()
      await paxos.stop()
    },
  }
}
