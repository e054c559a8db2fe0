import { z } from '../../../shared/contract/z.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import type { Log } from '../../platform/log.ts'
import { knownOr } from './known-or-unknown.ts'
import { listPages } from './list-pages.ts'
import type { PaxosCall } from './paxos-call.ts'

const decimal = z.string().regex(/^\d{1,40}(?:\.\d{1,40})?$/)
const instant = z
  .string()
  .max(40)
  .refine((text) => Number.isFinite(Date.parse(text)), 'This is no time')

/** A movement of money at Paxos. `balance_asset` is what moved in the balance; a deposit that was converted names another. */
const transferShape = z
  .object({
    id: z.string().min(1).max(100),
    profile_id: z.string().min(1).max(100),
    ref_id: z.string().max(200).optional(),
    amount: decimal,
    fee: decimal,
    total: decimal,
    asset: z.string().min(1).max(20),
    balance_asset: z.string().max(20).optional(),
    direction: knownOr(['CREDIT', 'DEBIT']),
    type: knownOr([
      'CRYPTO_DEPOSIT',
      'CRYPTO_WITHDRAWAL',
      'WIRE_DEPOSIT',
      'WIRE_WITHDRAWAL',
      'CUBIX_DEPOSIT',
      'CUBIX_WITHDRAWAL',
      'RTP_DEPOSIT',
      'INTERNAL_TRANSFER_DEBIT',
      'INTERNAL_TRANSFER_CREDIT',
    ]),
    status: knownOr(['PENDING', 'COMPLETED', 'FAILED']),
    secondary_status: z
      .object({ name: z.string().max(100), detail: z.string().max(500).optional() })
      .optional(),
    created_at: instant,
    updated_at: instant,
    destination_address: z.string().max(200).optional(),
    crypto_network: z.string().max(40).optional(),
    crypto_tx_hash: z.string().max(200).optional(),
    crypto_tx_index: z.string().max(20).optional(),
    metadata: z.record(z.string().max(100), z.string().max(100)).optional(),
  })
  .readonly()

/** One transfer, as Paxos tells it. */
export type PaxosTransfer = ReturnType<typeof transferShape.parse>

const pageShape = z.object({
  items: z.array(z.unknown()).max(1_000),
  next_page_cursor: z.string().optional(),
})
const limit = 100
const pagesMax = 200

/** Which transfers of a profile are asked for. */
export type TransferQuery = Readonly<{
  profileId: string
  /** RFC 3339; together with it the order is by when they changed, oldest first. */
  updatedFrom?: string
  refIds?: readonly string[]
  types?: readonly ('CRYPTO_DEPOSIT' | 'CRYPTO_WITHDRAWAL')[]
}>

function queryOf(
  { profileId, updatedFrom, refIds = [], types = [] }: TransferQuery,
  cursor: string | undefined,
) {
  return [
    ['profile_ids', profileId],
    ...types.map((type) => ['type', type] as const),
    ...refIds.map((refId) => ['ref_ids', refId] as const),
    ...(updatedFrom === undefined ? [] : ([['updated_at.gte', updatedFrom]] as const)),
    ['order_by', updatedFrom === undefined ? 'CREATED_AT' : 'UPDATED_AT'],
    ['order', 'ASC'],
    ['limit', String(limit)],
    ...(cursor === undefined ? [] : ([['page_cursor', cursor]] as const)),
  ] as const
}

/**
 * Lists transfers of one profile, all pages. A filter that Paxos does not know gives everybody's: what is of another profile is
 * left out and said. One that cannot be read is left out and said too, and must not hide the others.
 */
export async function listTransfers(
  call: PaxosCall,
  query: TransferQuery,
  log: Log,
): Promise<readonly PaxosTransfer[]> {
  const rows = await listPages(
    async (cursor) => {
      const answer = await call({ method: 'GET', path: '/transfer/transfers', query: queryOf(query, cursor) })
      const page = pageShape.safeParse(answer)
      if (!page.success) throw new PosError('backend.badAnswer', 'Paxos answered no list of transfers.')
      return { items: page.data.items, cursor: page.data.next_page_cursor }
    },
    { limit, pagesMax },
  )
  return rows.flatMap((row) => {
    const transfer = transferShape.safeParse(row)
    if (!transfer.success) {
      log.error('A transfer of Paxos cannot be read', {
        problem: z.prettifyError(transfer.error).slice(0, 200),
      })
      return []
    }
    if (transfer.data.profile_id === query.profileId) return [transfer.data]
    log.warn('Paxos listed a transfer of another profile', { transfer: transfer.data.id })
    return []
  })
}
