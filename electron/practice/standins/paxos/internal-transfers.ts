import { z } from '../../../../shared/contract/z.ts'
import { amountOf } from './amounts.ts'
import { credit, debit } from './balances.ts'
import { alreadyExists } from './problems.ts'
import { getProfile } from './profiles.ts'
import { amountSchema, metadataSchema, readBody, uuidSchema, type Route } from './route.ts'
import { addTransfer, type Transfer } from './transfers.ts'

const schema = z.object({
  from_profile_id: uuidSchema,
  to_profile_id: uuidSchema,
  asset: z.string().min(1),
  amount: amountSchema,
  ref_id: z.string().min(1).optional(),
  metadata: metadataSchema,
  recipient_metadata: metadataSchema,
})

export const internalTransferRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v2/transfer/internal',
    scope: 'transfer:write_internal_transfer',
    handle: (world, { body }) => {
      const asked = readBody(schema, body)
      const existing =
        asked.ref_id === undefined
          ? undefined
          : world.store.findByRef<Transfer, unknown>('transfer', asked.ref_id)
      if (existing) throw alreadyExists(`transfer with ref_id ${asked.ref_id}`, existing.wire)
      const from = getProfile(world, asked.from_profile_id)
      const to = getProfile(world, asked.to_profile_id)
      const amount = amountOf(asked.amount)
      debit(world, from.id, asked.asset, amount)
      credit(world, to.id, asked.asset, amount)
      const half = {
        status: 'COMPLETED',
        amount,
        fee: 0n,
        asset: asked.asset,
        balanceAsset: asked.asset,
      } as const
      const groupId = world.uuid()
      const out = addTransfer(world, {
        ...half,
        profileId: from.id,
        type: 'INTERNAL_TRANSFER_DEBIT',
        groupId,
        refId: asked.ref_id,
        more: { metadata: asked.metadata },
      })
      addTransfer(world, {
        ...half,
        profileId: to.id,
        type: 'INTERNAL_TRANSFER_CREDIT',
        groupId,
        more: { metadata: asked.recipient_metadata },
      })
      return out.wire
    },
  },
]
