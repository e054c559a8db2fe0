import type { TokenCurrency } from '../../shared/domain/money/currency.ts'
import { payersOf } from '../../shared/domain/refund/payers.ts'
import type { AddressProof, RefundQuote } from '../../shared/domain/refund/refund.ts'
import { toCustodyMinor } from '../../shared/domain/settlement/asset.ts'
import type { EvmAddress } from '../../shared/domain/tokens/token.ts'
import { isPosError } from '../../shared/errors/pos-error.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { Receiver, SettlementBackend } from '../backends/settlement-port.ts'
import { booksOf, promisedOf } from '../credits/custody-standing.ts'
import type { Till } from '../checkout/till.ts'
import type { AddressDesk } from './address-question.ts'
import { loadRefundFacts } from './load-refund-facts.ts'
import { planSaleRefund, type PlannedRefund, type SaleRefundWish } from './plan-sale-refund.ts'

/** What was found about an address; `address` is its form with the right checksum, where it is one at all. */
export type AddressJudgement = Readonly<{
  address?: EvmAddress
  verdict: 'ok' | 'warn' | 'refuse' | 'cannotTell'
  problems: readonly Readonly<{ kind: string; severity: 'info' | 'warn' | 'refuse' }>[]
}>

/** Judges an address by what it is, and by what its chain says of it now. Always answers. */
export type CheckAddress = (
  question: Readonly<{ saleId: string; chain: string; text: string }>,
) => Promise<AddressJudgement>

/** What a balance holds for this refund, in the units of custody. */
type Float = Readonly<{
  asset: string
  availableMinor: bigint
  neededMinor: bigint
  /** False where the backend did not answer, and the books say it. */
  isFresh: boolean
}>

/** A refund that was checked, quoted and weighed, and that nobody has promised. */
export type PreparedRefund = Readonly<{
  id: string
  saleId: string
  wish: SaleRefundWish
  planned: PlannedRefund
  target: EvmAddress | undefined
  proof: AddressProof
  judgement: AddressJudgement
  quote: RefundQuote | undefined
  feeMaxMinor: bigint
  float: Float | undefined
  needsReceiver: boolean
  preparedAt: number
}>

/** How long what was prepared stands: an address may be sanctioned, and a balance paid out, any minute. */
export const preparedMs = 10 * 60_000
const preparedMax = 200
/** The fee that is agreed to where nobody can be asked: one whole unit of the asset. */
const unknownFeeMinor = 10n ** 18n

/** What preparing needs. */
export type PrepareParts = Readonly<{
  till: Till
  backend: () => SettlementBackend | undefined
  checkAddress: CheckAddress
  questions: AddressDesk
}>

/** What the backend can be asked for, and what it cannot be asked for because it does not answer. */
async function ask<T>(question: () => Promise<T>): Promise<{ ok: true; answer: T | undefined } | Rejected> {
  try {
    return { ok: true, answer: await question() }
  } catch (error) {
    if (!isPosError(error)) throw error
    // Without the backend the books say what is there, and sending waits for it.
    const isSilent =
      error.code === 'backend.unavailable' ||
      error.code === 'backend.rateLimited' ||
      error.code === 'backend.badAnswer'
    return isSilent ? { ok: true, answer: undefined } : reject(error.code, error.details)
  }
}

/** Prepares refunds and remembers them for a while. */
export type PreparedRefunds = Readonly<{
  prepare: (
    wanted: Readonly<{
      saleId: string
      wish: SaleRefundWish
      token: TokenCurrency
      address: string
      proof: AddressProof
      askId?: string | undefined
    }>,
  ) => Promise<{ ok: true; prepared: PreparedRefund } | Rejected>
  find: (id: string) => PreparedRefund | undefined
  /** Names the receiver of what was prepared to the backend. */
  nameReceiver: (id: string, receiver: Receiver) => Promise<{ ok: true } | Rejected>
}>

type Asked = Readonly<{ quote: RefundQuote | undefined; feeMaxMinor: bigint; float: Float | undefined }>

async function askBackend(
  { till, backend }: Pick<PrepareParts, 'till' | 'backend'>,
  planned: PlannedRefund,
  address: EvmAddress,
): Promise<({ ok: true } & Asked) | Rejected> {
  if (planned.backend === 'selfcustody')
    return { ok: true, quote: undefined, feeMaxMinor: 0n, float: undefined }
  const keeper = backend()
  const network = keeper?.networks.find(({ chain }) => chain === planned.chain)?.network
  if (!keeper || network === undefined || keeper.key !== planned.backend)
    return reject('refund.noBackend', { backend: planned.backend })
  const amountMinor = toCustodyMinor(planned.amountMinor, planned.decimals)
  const order = { asset: planned.symbol, network, address, amountMinor }
  const [quoted, balances] = [await ask(() => keeper.quoteRefund(order)), await ask(keeper.balances)]
  if (!quoted.ok) return quoted
  if (!balances.ok) return balances
  const quote = quoted.answer
  const feeMaxMinor = quote?.feeMinor ?? unknownFeeMinor
  const asset = planned.balanceAsset
  const held = balances.answer
    ? (balances.answer.find((balance) => balance.asset === asset)?.availableMinor ?? 0n)
    : booksOf(till.ledger, keeper.key, asset)
  const float = {
    asset,
    availableMinor:
      held - promisedOf(till.ledger, { backend: keeper.key, readAt: till.clock.now() + 1 }, asset),
    neededMinor: amountMinor + feeMaxMinor,
    isFresh: balances.answer !== undefined,
  }
  return { ok: true, quote, feeMaxMinor, float }
}

/** Opens the desk at which refunds are prepared. */
export function openPreparedRefunds(parts: PrepareParts): PreparedRefunds {
  const { till, backend, checkAddress, questions } = parts
  const known = new Map<string, PreparedRefund>()
  const find = (id: string): PreparedRefund | undefined => {
    const prepared = known.get(id)
    const age = prepared ? till.clock.now() - prepared.preparedAt : 0
    return age >= 0 && age < preparedMs ? prepared : undefined
  }
  return {
    find,
    prepare: async ({ saleId, wish, token, address, proof, askId }) => {
      const loading = loadRefundFacts(till.ledger, saleId)
      if (!loading.ok) return loading
      const keeper = backend()?.key ?? 'paxos'
      const planning = planSaleRefund(till.settings(), loading.loaded, wish, token, keeper)
      if (!planning.ok) return planning
      const { planned } = planning
      const judgement = await checkAddress({ saleId, chain: planned.chain, text: address })
      const target = judgement.address
      const payers = payersOf({
        payments: loading.loaded.facts.payments,
        tokens: [...till.settings().chains.tokens, ...loading.loaded.facts.invoice.offers],
      })
      // Whoever planted an address in the sale has paid too; it proves nothing.
      const isPayer = payers.some(
        ({ address: from, currency, warning }) =>
          warning === undefined && currency === token && from.toLowerCase() === address.trim().toLowerCase(),
      )
      if (proof === 'payer' && !isPayer) return reject('refund.notThePayer')
      if (proof === 'display' && !questions.isConfirmed(askId ?? '', { saleId, address: target ?? '' }))
        return reject('refund.notConfirmed')
      const asked: ({ ok: true } & Asked) | Rejected =
        target === undefined || judgement.verdict === 'refuse'
          ? { ok: true, quote: undefined, feeMaxMinor: 0n, float: undefined }
          : await askBackend(parts, planned, target)
      if (!asked.ok) return asked
      const { quote, feeMaxMinor, float } = asked
      const prepared: PreparedRefund = {
        id: till.ids.next('prep'),
        saleId,
        wish,
        planned,
        target,
        proof,
        judgement,
        quote,
        feeMaxMinor,
        float,
        needsReceiver: needsReceiver(till, planned),
        preparedAt: till.clock.now(),
      }
      known.set(prepared.id, prepared)
      for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - preparedMax)))
        known.delete(oldest)
      return { ok: true, prepared }
    },
    nameReceiver: async (id, receiver) => {
      const prepared = find(id)
      const keeper = backend()
      const network = keeper?.networks.find(({ chain }) => chain === prepared?.planned.chain)?.network
      if (!prepared?.target || !keeper || network === undefined) return reject('refund.notPrepared')
      const saved = await ask(() =>
        keeper.saveReceiver({ network, address: prepared.target ?? '0x', receiver }).then(() => true),
      )
      if (!saved.ok) return saved
      if (saved.answer === undefined) return reject('backend.unavailable')
      known.set(id, { ...prepared, needsReceiver: false })
      return { ok: true }
    },
  }
}

/** Above a value the backend has to be told who receives. */
function needsReceiver({ settings }: Till, { backend, valueMinor }: PlannedRefund): boolean {
  return backend !== 'selfcustody' && valueMinor >= settings().refunds.travelRuleMinor
}
