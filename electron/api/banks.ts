import type { RuleOrder } from '../../shared/domain/payout/payout-rule.ts'
import { formatBankName } from '../../shared/domain/payout/bank-account.ts'
import type { BankDetails } from '../backends/payout-port.ts'
import { addBank, adoptBank, approveBank, endBank } from '../payouts/decide-bank.ts'
import { approveRule, endRule, requestRule } from '../payouts/decide-rule.ts'
import { approversOf, toBankView, toRuleView } from '../payouts/desk-views.ts'
import { accountKey, payingBackend, policyOf, type PayoutDesk } from '../payouts/payout-desk.ts'
import { isPosError } from '../../shared/errors/pos-error.ts'
import { answer } from './failure.ts'
import { os } from './middleware.ts'
import { personOf, type PayoutParts } from './payouts.ts'

const listedMax = 100

/** Keys that a schema leaves `undefined` are none. */
function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  // Only what is there is kept, as the type says.
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}

type AddInput = Readonly<{
  owner:
    | Readonly<{ kind: 'person'; firstName: string; lastName: string }>
    | Readonly<{ kind: 'company'; name: string }>
  details:
    | Readonly<{
        network: 'WIRE'
        accountNumber: string
        ownerAddress: Place
        routingType: 'ABA' | 'SWIFT'
        routingNumber: string
        bankName: string
        bankAddress: Place
      }>
    | Readonly<{ network: 'CUBIX'; accountId: string }>
}>
type Place = Readonly<{
  country: string
  address1?: string | undefined
  address2?: string | undefined
  city?: string | undefined
  province?: string | undefined
  zipCode?: string | undefined
}>

function toDetails({ owner, details }: AddInput): BankDetails {
  const { kind: _, ...named } = owner
  if (details.network === 'CUBIX') return { owner: named, to: details }
  const { network, accountNumber, routingType, routingNumber, bankName } = details
  const routing = {
    type: routingType,
    number: routingNumber,
    bankName,
    bankAddress: present(details.bankAddress),
  }
  return {
    owner: named,
    to: { network, accountNumber, ownerAddress: present(details.ownerAddress), routing },
  }
}

/** Accounts that the backend knows and the shop has not taken up; none while it is silent. */
async function foundBanks(desk: PayoutDesk) {
  const backend = payingBackend(desk)
  if (!backend) return []
  const mine = desk.ledger
    .listBanks(backend.key)
    .filter(({ status }) => status !== 'removed' && status !== 'declined')
  const known = new Set(mine.flatMap(({ bankAccountId, refId }) => [bankAccountId ?? '', refId]))
  try {
    const told = await backend.payouts.listBanks()
    return told
      .filter(({ id, refId }) => !known.has(id) && !known.has(refId ?? ''))
      .slice(0, listedMax)
      .map((bank) => ({
        bankAccountId: bank.id,
        text: formatBankName({ ...bank, name: bank.network }),
        network: bank.network,
        review: bank.review,
      }))
  } catch (error) {
    if (isPosError(error)) return []
    throw error
  }
}

/** The shop's bank accounts. */
export function banksApi({ payouts: { desk } }: PayoutParts) {
  const view = (bank: Parameters<typeof toBankView>[1]) => toBankView(desk, bank)
  return {
    list: os.banks.list.handler(async () => ({
      banks: desk.ledger.listBanks(accountKey(desk)).slice(-listedMax).map(view),
      found: await foundBanks(desk),
      coolOffHours: policyOf(desk).coolOffHours,
      approvers: approversOf(desk),
    })),
    add: os.banks.add.handler(async ({ input, context }) => {
      const { key, name } = input
      const asked = { key, name, details: toDetails(input), person: personOf(context) }
      return view(answer(await addBank(desk, asked)).bank)
    }),
    adopt: os.banks.adopt.handler(async ({ input, context }) =>
      view(answer(await adoptBank(desk, { ...input, person: personOf(context) })).bank),
    ),
    approve: os.banks.approve.handler(async ({ input }) => view(answer(await approveBank(desk, input)).bank)),
    decline: os.banks.decline.handler(async ({ input, context }) =>
      view(answer(await endBank(desk, { ...input, as: 'declined', person: personOf(context) })).bank),
    ),
    remove: os.banks.remove.handler(async ({ input, context }) =>
      view(answer(await endBank(desk, { ...input, as: 'removed', person: personOf(context) })).bank),
    ),
  }
}

const centMinor = 10n ** 16n

type OrderInput =
  | Readonly<{
      kind: 'sweep'
      asset: string
      bankId: string
      when:
        | Readonly<{ kind: 'daily'; minuteOfDay: number; timeZone: string }>
        | Readonly<{ kind: 'above'; dollarsMinor: bigint }>
      keepDollarsMinor: bigint
    }>
  | Readonly<{ kind: 'address'; asset: string; network: string; bankId: string }>

function toOrder(order: OrderInput): RuleOrder {
  if (order.kind === 'address') return order
  const { kind, asset, bankId, when, keepDollarsMinor } = order
  const time =
    when.kind === 'daily' ? when : ({ kind: 'above', aboveMinor: when.dollarsMinor * centMinor } as const)
  return { kind, asset, bankId, when: time, keepMinor: keepDollarsMinor * centMinor }
}

/** Standing orders: what pays out by itself. */
export function payoutRulesApi({ payouts: { desk } }: PayoutParts) {
  const view = (rule: Parameters<typeof toRuleView>[1]) => toRuleView(desk, rule)
  return {
    list: os.payoutRules.list.handler(() => ({
      rules: desk.ledger.listRules(accountKey(desk)).slice(-listedMax).map(view),
      // A rule has no end, and so nobody with a limit approves one.
      approvers: approversOf(desk).filter(({ maxMinor }) => maxMinor === undefined),
    })),
    create: os.payoutRules.create.handler(({ input: { key, name, order }, context }) =>
      view(answer(requestRule(desk, { key, name, order: toOrder(order), person: personOf(context) })).rule),
    ),
    approve: os.payoutRules.approve.handler(async ({ input }) =>
      view(answer(await approveRule(desk, input)).rule),
    ),
    decline: os.payoutRules.decline.handler(({ input, context }) =>
      view(answer(endRule(desk, { ...input, as: 'declined', person: personOf(context) })).rule),
    ),
    delete: os.payoutRules.delete.handler(({ input, context }) =>
      view(answer(endRule(desk, { ...input, as: 'deleted', person: personOf(context) })).rule),
    ),
  }
}
