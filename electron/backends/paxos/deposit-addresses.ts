import { z } from '../../../shared/contract/z.ts'
import { silentLog, type Log } from '../../platform/log.ts'
import { network as networkText, text } from './compare-record.ts'
import { makeOnce } from './make-once.ts'
import type { PaxosCall, Query } from './paxos-call.ts'
import { idText, instantText, metadataPairs } from './read-answer.ts'
import { readWholeList } from './read-list.ts'

const addressShape = z
  .object({
    id: idText,
    profile_id: idText,
    ref_id: idText.optional(),
    crypto_network: idText,
    address: idText,
    conversion_target_asset: idText.optional(),
    compatible_crypto_networks: z.array(idText).max(1_000).default([]),
    metadata: metadataPairs.optional(),
    created_at: instantText,
  })
  .readonly()

/** An address that Paxos receives at for this shop. */
export type PaxosAddress = ReturnType<typeof addressShape.parse>

/** An address to make; `refId` was made before the first try and is never used for another. */
export type AddressWish = Readonly<{
  profileId: string
  network: string
  refId: string
  convertToUsd: boolean
  /** At most six pairs of a hundred characters; Paxos copies them to every transfer, so nothing personal is in them. */
  metadata?: Readonly<Record<string, string>>
}>

const path = '/transfer/deposit-addresses'
const what = 'an address'

/**
 * The addresses that were made under some `ref_id`s, a hundred at most.
 * @throws {PosError} `backend.badAnswer` when one cannot be read
 */
export async function listAddressesByRef(
  call: PaxosCall,
  refIds: readonly string[],
  log: Log = silentLog,
): Promise<readonly PaxosAddress[]> {
  const query: Query = refIds.map((refId) => ['ref_ids', refId])
  const belongs = ({ ref_id }: PaxosAddress): boolean => ref_id !== undefined && refIds.includes(ref_id)
  return await readWholeList(call, { path, query, shape: addressShape, what, belongs }, log)
}

/**
 * Makes an address, or finds the one that an earlier try made: a used `ref_id` is refused with the record that has it, and a lost
 * answer is looked up under it.
 * @throws {PosError} `paxos.refIdConflict` where the record is not what was asked for; `backend.outcomeUnknown`
 */
export async function makeDepositAddress(
  call: PaxosCall,
  wish: AddressWish,
  log: Log = silentLog,
): Promise<PaxosAddress> {
  const { profileId, network, refId, convertToUsd, metadata } = wish
  const target = convertToUsd ? 'USD' : 'NO_CONVERSION'
  return await makeOnce({
    what,
    refId,
    shape: addressShape,
    wanted: {
      profile_id: text(profileId),
      ref_id: text(refId),
      crypto_network: networkText(network),
      conversion_target_asset: text(target),
    },
    send: () =>
      call({
        method: 'POST',
        path,
        body: {
          profile_id: profileId,
          crypto_network: network,
          ref_id: refId,
          conversion_target_asset: target,
          ...(metadata ? { metadata } : {}),
        },
      }),
    find: async () => (await listAddressesByRef(call, [refId], log))[0],
  })
}
