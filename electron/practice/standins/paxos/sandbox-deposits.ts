import type { infer as Infer } from 'zod'
import { createHash } from 'node:crypto'
import { z } from '../../../../shared/contract/z.ts'
import { amountOf } from './amounts.ts'
import { credit } from './balances.ts'
import { detectDeposit } from './crypto-deposits.ts'
import { isEvm } from './deposit-addresses.ts'
import { receiveFiat } from './deposit-instructions.ts'
import { badRequest } from './problems.ts'
import { getProfile } from './profiles.ts'
import { amountSchema, readBody, type Route } from './route.ts'
import { addTransfer } from './transfers.ts'
import { scheduleIn, type World } from './world.ts'

const depositSchema = z.object({
  asset: z.string().min(1),
  amount: amountSchema,
  crypto_network: z.string().optional(),
  crypto_address: z.string().optional(),
})

const fiatSchema = z.object({
  amount: amountSchema,
  asset: z.literal('USD'),
  memo_id: z.string().min(1),
  fiat_network_instructions: z.unknown(),
  fiat_account_owner: z.unknown(),
})

function depositUsd(world: World, profileId: string, amount: bigint): string {
  const added = addTransfer(world, {
    profileId,
    type: 'WIRE_DEPOSIT',
    status: 'COMPLETED',
    amount,
    fee: 0n,
    asset: 'USD',
    balanceAsset: 'USD',
  })
  credit(world, profileId, 'USD', amount)
  return added.id
}

function depositCrypto(world: World, profileId: string, asked: Infer<typeof depositSchema>): string {
  const network = asked.crypto_network
  if (network === undefined) throw badRequest('crypto_network must be set')
  const digest = createHash('sha256').update(world.uuid()).digest('hex')
  const deposit = detectDeposit(world, {
    network,
    asset: asked.asset,
    address: asked.crypto_address ?? (isEvm(network) ? `0x${digest.slice(0, 40)}` : digest.slice(0, 44)),
    amount: amountOf(asked.amount),
    txHash: isEvm(network) ? `0x${digest}` : digest,
    txIndex: '0',
    profileId,
  })
  scheduleIn(world, world.terms().depositSeconds, 'deposit', deposit.id)
  return deposit.id
}

export const sandboxDepositRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v2/sandbox/profiles/:id/deposit',
    scope: 'funding:read_profile',
    handle: (world, { params, body }) => {
      const asked = readBody(depositSchema, body)
      const { id } = getProfile(world, params['id'] ?? '')
      const activity =
        asked.asset === 'USD'
          ? depositUsd(world, id, amountOf(asked.amount))
          : depositCrypto(world, id, asked)
      return { activity_id: activity }
    },
  },
  {
    method: 'POST',
    path: '/v2/sandbox/fiat-deposits',
    scope: 'transfer:write_sandbox_fiat_deposit',
    handle: (world, { body }) => {
      const asked = readBody(fiatSchema, body)
      receiveFiat(world, asked.memo_id, asked.amount)
      return {}
    },
  },
]
