import { z } from '../../../shared/contract/z.ts'
import type { Log } from '../../platform/log.ts'
import type { PaxosCall, Query } from './paxos-call.ts'
import { decimalText, idText } from './read-answer.ts'
import { readWholeList } from './read-list.ts'

const limitShape = z
  .object({
    rule_id: idText.optional(),
    transfer_types: z.array(idText).max(1_000).default([]),
    /** Whole seconds as text; `0` is a limit of each single transfer. */
    period_seconds: z
      .string()
      .regex(/^\d{1,15}$/)
      .default('0'),
    limit: decimalText,
    remaining: decimalText,
    limit_asset: idText,
  })
  .readonly()

/** How much may still leave within a period. */
export type TransferLimit = ReturnType<typeof limitShape.parse>

/** The limits of one kind of transfer. */
export async function listTransferLimits(
  call: PaxosCall,
  type: 'CRYPTO_WITHDRAWAL' | 'WIRE_WITHDRAWAL' | 'CUBIX_WITHDRAWAL',
  log: Log,
): Promise<readonly TransferLimit[]> {
  const query: Query = [['transfer_type', type]]
  const belongs = ({ transfer_types: types }: TransferLimit): boolean =>
    types.length === 0 || types.includes(type)
  return await readWholeList(
    call,
    { path: '/transfer/limits/utilizations', query, shape: limitShape, what: 'a limit', belongs },
    log,
  )
}
