import { z } from '../../../shared/contract/z.ts'
import { isPosError, PosError } from '../../../shared/errors/pos-error.ts'
import type { PaxosCall } from './paxos-call.ts'

const addressShape = z
  .object({
    id: z.string().min(1).max(100),
    profile_id: z.string().min(1).max(100),
    ref_id: z.string().max(200).optional(),
    crypto_network: z.string().min(1).max(40),
    address: z.string().min(1).max(200),
    conversion_target_asset: z.string().max(40).optional(),
    compatible_crypto_networks: z.array(z.string().max(40)).max(40).default([]),
    created_at: z.string().max(40),
  })
  .readonly()
const listShape = z.object({ items: z.array(addressShape).max(1_000) })

/** An address that Paxos receives at for this shop. */
export type PaxosAddress = ReturnType<typeof addressShape.parse>

/** An address to make; `refId` was made before the first try and is never used for another. */
export type AddressWish = Readonly<{
  profileId: string
  network: string
  refId: string
  convertToUsd: boolean
  metadata?: Readonly<Record<string, string>>
}>

function isWhatWasAsked(address: PaxosAddress, { profileId, network, refId }: AddressWish): boolean {
  return address.profile_id === profileId && address.crypto_network === network && address.ref_id === refId
}

async function findByRef(
  call: PaxosCall,
  { profileId, refId }: AddressWish,
): Promise<PaxosAddress | undefined> {
  const answer = await call({
    method: 'GET',
    path: '/transfer/deposit-addresses',
    query: [
      ['profile_ids', profileId],
      ['ref_ids', refId],
      ['limit', '2'],
    ],
  })
  const list = listShape.safeParse(answer)
  if (!list.success) throw new PosError('backend.badAnswer', 'Paxos answered no list of addresses.')
  return list.data.items.find((address) => address.ref_id === refId)
}

/**
 * Makes an address, or finds the one that an earlier try made: a used `ref_id` is refused with the record that has it, and a lost
 * answer is looked up under it.
 * @throws {PosError} `backend.alreadyExists` where the record is not what was asked for
 */
export async function makeDepositAddress(call: PaxosCall, wish: AddressWish): Promise<PaxosAddress> {
  const { profileId, network, refId, convertToUsd, metadata } = wish
  let made: PaxosAddress | undefined
  try {
    const answer = await call({
      method: 'POST',
      path: '/transfer/deposit-addresses',
      body: {
        profile_id: profileId,
        crypto_network: network,
        ref_id: refId,
        conversion_target_asset: convertToUsd ? 'USD' : 'NO_CONVERSION',
        ...(metadata ? { metadata } : {}),
      },
    })
    const parsed = addressShape.safeParse(answer)
    if (parsed.success) made = parsed.data
  } catch (error) {
    if (!isPosError(error, 'backend.alreadyExists') && !isPosError(error, 'backend.outcomeUnknown'))
      throw error
    made = await findByRef(call, wish)
    if (!made) throw error
  }
  if (made === undefined)
    throw new PosError('backend.badAnswer', 'Paxos answered a new address with something else.')
  if (!isWhatWasAsked(made, wish))
    throw new PosError('backend.alreadyExists', 'Paxos has another address under this name.', {
      details: { refId, network: made.crypto_network },
    })
  return made
}
