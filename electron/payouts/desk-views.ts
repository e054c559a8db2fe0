import { formatBankName, type BankAccount } from '../../shared/domain/payout/bank-account.ts'
import { payoutMax, usableFrom, whyNotPayable } from '../../shared/domain/payout/payout-policy.ts'
import { nextDueAt, type PayoutRule } from '../../shared/domain/payout/payout-rule.ts'
import { formatCustody } from '../../shared/domain/settlement/asset.ts'
import type { BalanceCheck } from '../reconciliation/check-balances.ts'
import { standingOf } from './balances.ts'
import { payingBackend, policyOf, type PayoutDesk } from './payout-desk.ts'
import { dollarText } from './payout-view.ts'

const centMinor = 10n ** 16n
const assetsMax = 50

/** Who may approve what `asker` asks for: another manager, or an owner. Without an asker everybody who might. */
export function approversOf(desk: PayoutDesk, asker?: string) {
  return desk.ledger
    .staff()
    .filter(({ id, role, active }) => active && role !== 'cashier' && id !== asker)
    .slice(0, 100)
    .map(({ id, name, role }) => {
      const maxMinor = payoutMax(policyOf(desk), role)
      return { staffId: id, name, role, ...(maxMinor === undefined ? {} : { maxMinor }) }
    })
}

/** A bank account with what may be done with it now. */
export function toBankView(desk: PayoutDesk, bank: BankAccount) {
  const policy = policyOf(desk)
  const from = usableFrom(policy, bank)
  const refused = whyNotPayable(policy, bank, desk.clock.now())
  const { id, name, bankName, numberTail, network, isDomestic, origin, status, review, problem, seq } = bank
  return {
    bankId: id,
    name,
    text: formatBankName(bank),
    bankName,
    numberTail,
    network,
    isDomestic,
    origin,
    status,
    review,
    isPayable: refused === undefined,
    ...(refused ? { notPayableBecause: refused.code } : {}),
    ...(from === undefined ? {} : { usableFrom: from }),
    requestedAt: bank.requestedAt,
    requestedByName: bank.requestedByName,
    requestedById: bank.requestedBy,
    ...(bank.approvedByName === undefined ? {} : { approvedByName: bank.approvedByName }),
    ...(problem === undefined ? {} : { problem }),
    can: {
      approve: status === 'requested',
      decline: status === 'requested',
      remove: status === 'approved' || status === 'declined',
    },
    seq,
  }
}

function orderView(rule: PayoutRule) {
  const { asset, bankId } = rule
  if (rule.kind === 'address') {
    const networks = ['ETHEREUM', 'SOLANA', 'BASE', 'POLYGON'] as const
    const network = networks.find((known) => known === rule.network) ?? 'ETHEREUM'
    return { kind: 'address' as const, asset, bankId, network }
  }
  const { when, keepMinor } = rule
  const shown =
    when.kind === 'daily' ? when : ({ kind: 'above', dollarsMinor: when.aboveMinor / centMinor } as const)
  return { kind: 'sweep' as const, asset, bankId, when: shown, keepDollarsMinor: keepMinor / centMinor }
}

/** A standing order with what may be done with it now. */
export function toRuleView({ ledger, clock }: PayoutDesk, rule: PayoutRule) {
  const bank = ledger.findBank(rule.bankId)
  const { id, name, status, address, problem, lastRun, approvedByName, seq } = rule
  const isDue = rule.kind === 'sweep' && status === 'active'
  return {
    ruleId: id,
    name,
    order: orderView(rule),
    bankText: bank ? formatBankName(bank) : '',
    status,
    requestedAt: rule.requestedAt,
    requestedByName: rule.requestedByName,
    requestedById: rule.requestedBy,
    ...(approvedByName === undefined ? {} : { approvedByName }),
    ...(isDue ? { nextDueAt: nextDueAt(rule.when, clock.now()) } : {}),
    ...(lastRun === undefined ? {} : { lastRun }),
    ...(address === undefined ? {} : { address }),
    ...(problem === undefined ? {} : { problem }),
    can: {
      approve: status === 'requested',
      decline: status === 'requested',
      remove: status === 'active' || status === 'sending' || status === 'refused',
    },
    seq,
  }
}

/** What is in the account as it was read last. */
export function toBalancesView(desk: PayoutDesk) {
  const reading = desk.balances.current()
  const connected = payingBackend(desk)
  const told = connected?.key === reading.backend ? reading.balances : []
  const known = new Set([...told.map(({ asset }) => asset), ...(connected?.payouts.assets ?? [])])
  return {
    isConnected: connected !== undefined,
    backendName: connected?.name ?? '',
    assets: [...known]
      .toSorted()
      .slice(0, assetsMax)
      .map((asset) => {
        const standing = standingOf(desk.ledger, policyOf(desk), reading, asset)
        const { availableMinor, heldMinor, booksMinor, promisedMinor, keptBackMinor, freeMinor } = standing
        return {
          asset,
          availableMinor,
          availableText: formatCustody(availableMinor, asset),
          heldMinor,
          heldText: formatCustody(heldMinor, asset),
          booksMinor,
          booksText: formatCustody(booksMinor, asset),
          promisedMinor,
          promisedText: formatCustody(promisedMinor, asset),
          keptBackText: formatCustody(keptBackMinor, asset),
          freeDollarsMinor: freeMinor / centMinor,
          freeText: dollarText(freeMinor / centMinor),
        }
      }),
    ...(reading.readAt === undefined ? {} : { readAt: reading.readAt }),
    ...(reading.problem === undefined ? {} : { problem: reading.problem }),
  }
}

/** What one look at the balances found, as the screen shows it. */
export function toCheckView({ at, problem, findings }: BalanceCheck) {
  return {
    at,
    ...(problem === undefined ? {} : { problem }),
    assets: findings.slice(0, assetsMax).map((finding) => {
      const { asset, state, booksMinor, balanceMinor, differenceMinor, uncertain } = finding
      return {
        asset,
        state,
        booksText: formatCustody(booksMinor, asset),
        balanceText: formatCustody(balanceMinor, asset),
        ...(differenceMinor === 0n ? {} : { differenceText: formatCustody(differenceMinor, asset) }),
        ...(state === 'skipped' ? { because: String(uncertain) } : {}),
      }
    }),
  }
}
