import type { Finding, LookUp, TransactionSender } from '../../shared/domain/look-up/look-up.ts'
import type { JournalEntry } from '../../shared/domain/ledger/journal-entry.ts'
import type { Hash } from '../../shared/domain/tokens/token.ts'
import type { Till } from './till.ts'

type Body = Extract<JournalEntry, Readonly<{ type: 'sale.lookedUp' }>>['body']

function byOf(finding: Finding): Hash | undefined {
  if (finding.kind === 'replaced') return finding.by
  return finding.kind === 'failed' || finding.kind === 'authorizationUsed' ? finding.usedBy : undefined
}

function bodyOf({ txHash, finding, words }: LookUp, saleId: string): Body {
  const chain = 'chain' in finding ? finding.chain : undefined
  const is = words.find((word) => word.chain === chain)?.is
  const sender: TransactionSender | undefined = is && 'sender' in is ? is.sender : undefined
  const by = byOf(finding)
  return {
    saleId,
    txHash,
    finding: finding.kind,
    ...(chain === undefined ? {} : { chain }),
    ...(sender ? { sender } : {}),
    ...(by === undefined ? {} : { by }),
    answers: words.map((word) => ({ chain: word.chain, state: word.is.state, sources: word.sources })),
  }
}

function isSame(left: Body, right: Body): boolean {
  return left.txHash === right.txHash && left.finding === right.finding && left.by === right.by
}

/**
 * Keeps that somebody looked a transaction up and what that said, in the history of the sale it was about, else of the one
 * it pays; a transaction that concerns no sale is not kept. The same finding once more in a row is nothing new.
 */
export function recordLookUp(
  till: Till,
  result: LookUp,
  asked: Readonly<{ saleId: string | undefined; actor: string }>,
): void {
  const { finding } = result
  const saleId = asked.saleId ?? ('sale' in finding ? finding.sale.saleId : undefined)
  if (saleId === undefined) return
  const body = bodyOf(result, saleId)
  till.ledger.transact((transaction) => {
    const last = transaction.newestOf('sale', saleId, 'sale.lookedUp')
    if (last && isSame(last.body, body)) return
    transaction.append({
      type: 'sale.lookedUp',
      subject: { kind: 'sale', id: saleId },
      body,
      actor: asked.actor,
    })
  })
}
