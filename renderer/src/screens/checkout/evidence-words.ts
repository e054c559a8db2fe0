import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { isTokenCurrency } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { shortenHash } from './group-address.ts'
import type { Words } from './verdict-words.ts'

type Evidence = CheckoutView['verdict']['evidence'][number]

/** One thing that one source said, ready to show. */
export type EvidenceLine = Readonly<{
  id: string
  tone: 'good' | 'bad' | 'unknown' | 'plain'
  says: Words
  source: string
  network: string
  at: number
  block?: string
  txHash?: string
}>

function amountOf(says: Extract<Evidence['says'], { kind: 'transfer' | 'transferLost' }>): string {
  // A currency that is not of the form SYMBOL.chain is shown as it came, never hidden.
  return isTokenCurrency(says.currency)
    ? formatMoney(says.amountMinor, { currency: says.currency, scale: says.decimals })
    : `${says.amountMinor} ${says.currency}`
}

function wordsOf(says: Evidence['says']): Pick<EvidenceLine, 'tone' | 'says' | 'txHash'> {
  switch (says.kind) {
    case 'transfer':
    case 'transferLost':
      return {
        tone: says.kind === 'transfer' ? 'good' : 'bad',
        says: {
          key: `checkout.evidence.${says.kind}`,
          values: { amount: amountOf(says), from: shortenHash(says.from) },
        },
        txHash: says.txHash,
      }
    case 'same':
    case 'missing':
    case 'different':
      return {
        tone: says.kind === 'same' ? 'good' : 'bad',
        says: { key: `checkout.evidence.${says.kind}`, values: {} },
        txHash: says.txHash,
      }
    case 'nothing':
      return { tone: 'plain', says: { key: 'checkout.evidence.nothing', values: {} } }
    case 'catchingUp':
      return {
        tone: 'unknown',
        says: { key: 'checkout.evidence.catchingUp', values: { count: says.behindBlocks } },
      }
    case 'silent':
      return { tone: 'unknown', says: { key: 'checkout.evidence.silent', values: { problem: says.problem } } }
  }
}

/** Whole numbers with grouping, for block numbers. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

type Credit = NonNullable<CheckoutView['credits']>[number]

const creditTones = {
  expected: 'plain',
  pending: 'plain',
  held: 'unknown',
  completed: 'good',
  failed: 'bad',
  unknown: 'unknown',
} as const satisfies Record<Credit['state'], EvidenceLine['tone']>

function creditWords({ state, amountText: amount, heldAs, secondsLeft, word = '' }: Credit): Words {
  const seconds = secondsLeft ?? 0
  if ((state === 'expected' || state === 'pending') && seconds > 0)
    return { key: `checkout.evidence.credit.${state}In`, values: { amount, seconds } }
  if (state === 'completed' && heldAs !== undefined)
    return { key: 'checkout.evidence.credit.completedAs', values: { amount, heldAs } }
  return { key: `checkout.evidence.credit.${state}`, values: { amount, word } }
}

/** What the settlement backend says, as lines of the same list: it is the second witness. */
export function creditLines(credits: readonly Credit[]): readonly EvidenceLine[] {
  return credits.map((credit) => ({
    id: `credit-${credit.id}`,
    tone: creditTones[credit.state],
    says: creditWords(credit),
    source: credit.backendName,
    network: credit.networkName,
    at: credit.at,
    ...(credit.txHash === undefined ? {} : { txHash: credit.txHash }),
  }))
}

/**
 * The evidence of a verdict as lines.
 * @param nameOf the name of a network by its key, as the offers of the sale give it
 */
export function evidenceLines(
  evidence: readonly Evidence[],
  nameOf: (chain: string) => string,
): readonly EvidenceLine[] {
  return evidence.map((item, index) => ({
    id: `${item.chain}-${item.says.kind}-${index}`,
    ...wordsOf(item.says),
    source: item.source,
    network: nameOf(item.chain),
    at: item.at,
    // Ungrouped, as explorers take it in their search.
    ...(item.block ? { block: String(item.block.number) } : {}),
  }))
}
