import type { LookUpView } from '../../../../shared/contract/look-up-view.ts'
import { isTokenCurrency } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import type { lookUp } from '../../i18n/en/look-up.ts'
import { shortenHash } from '../checkout/group-address.ts'
import type { Words } from '../checkout/verdict-words.ts'
import { formatSaleNumber } from '../sales/sale-number.ts'

type Finding = LookUpView['finding']
type Name = keyof typeof lookUp.finding
type PaysSale = Extract<Finding, { kind: 'paysSale' }>

/** A finding as a person reads it. */
export type FindingWords = Readonly<{
  tone: 'good' | 'info' | 'warning' | 'problem'
  title: Words
  hint: Words
  /** The sale to look at instead, or besides. */
  sale?: Readonly<{ saleId: string; saleNumber: number }>
  /** The transaction to look up instead. */
  transaction?: string
}>

const holding = {
  detected: 'heldDetected',
  confirmed: 'heldConfirmed',
  settled: 'heldSettled',
} as const satisfies Record<string, Name>

function paidName({ sale, asked, recorded }: PaysSale, isAboutSale: boolean): Name {
  if (!sale.isOwn) return isAboutSale ? 'otherSale' : 'paysSale'
  if (asked !== 'yes') return asked
  return recorded.state === 'held' ? holding[recorded.status] : recorded.state
}

function nameOf(finding: Finding, isAboutSale: boolean): Name {
  switch (finding.kind) {
    case 'paysSale':
      return paidName(finding, isAboutSale)
    case 'worthless':
      return finding.what
    case 'failed':
      return finding.usedBy === undefined ? 'failed' : 'failedUsed'
    case 'authorizationUsed':
      return finding.usedBy === undefined ? 'authorizationTried' : 'authorizationUsed'
    case 'replaced':
      return finding.bySale === undefined ? 'replaced' : 'replacedHere'
    case 'coin':
    case 'paysElsewhere':
    case 'nothingMoved':
    case 'pending':
    case 'takenBack':
    case 'disputed':
    case 'notFound':
    case 'cannotTell':
      return finding.kind
  }
}

const tones: Partial<Record<Name, FindingWords['tone']>> = {
  heldDetected: 'info',
  heldConfirmed: 'good',
  heldSettled: 'good',
  unread: 'info',
  paysSale: 'info',
  pending: 'info',
  replacedHere: 'info',
  counterfeit: 'problem',
}

function amountOf(finding: Finding): string {
  if (finding.kind !== 'paysSale') return ''
  return finding.amounts
    .map(({ currency, symbol, decimals, amountMinor }) =>
      isTokenCurrency(currency)
        ? formatMoney(amountMinor, { currency, scale: decimals })
        : `${amountMinor} ${symbol}`,
    )
    .join(' + ')
}

function saleOf(finding: Finding) {
  if ('sale' in finding) return finding.sale
  if ('usedForSale' in finding) return finding.usedForSale
  return 'bySale' in finding ? finding.bySale : undefined
}

function transactionOf(finding: Finding): string | undefined {
  if (finding.kind === 'replaced') return finding.by
  return finding.kind === 'failed' || finding.kind === 'authorizationUsed' ? finding.usedBy : undefined
}

/** The words of a finding; each kind has its own, and none says more than the networks did. */
export function findingWords({ finding }: Pick<LookUpView, 'finding'>, isAboutSale: boolean): FindingWords {
  const name = nameOf(finding, isAboutSale)
  const sale = saleOf(finding)
  const transaction = transactionOf(finding)
  const symbol = finding.kind === 'worthless' ? finding.symbol : undefined
  const values = {
    amount: amountOf(finding),
    network: 'chainName' in finding ? finding.chainName : '',
    block: 'blockNumber' in finding ? finding.blockNumber : '',
    sale: sale ? formatSaleNumber(sale.saleNumber) : '',
    symbol: symbol === undefined ? '' : ` (${symbol})`,
    to: finding.kind === 'paysElsewhere' ? shortenHash(finding.to) : '',
  }
  return {
    tone: tones[name] ?? 'warning',
    title: { key: `lookUp.finding.${name}.title`, values },
    hint: { key: `lookUp.finding.${name}.hint`, values },
    ...(sale && !sale.isOwn ? { sale } : {}),
    ...(transaction === undefined ? {} : { transaction }),
  }
}

/** What one chain answered, and who said so. */
export function answerWords({ says, blockNumber, problem }: LookUpView['answers'][number]): Words {
  return { key: `lookUp.says.${says}`, values: { block: blockNumber ?? '', problem: problem ?? '' } }
}
