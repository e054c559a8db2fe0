import { z } from '../../../shared/contract/z.ts'
import type { PaxosCall } from './paxos-call.ts'
import { idText, readAnswer } from './read-answer.ts'

/** A payment to play in the sandbox. */
export type SandboxDeposit = Readonly<{ profileId: string; amount: string }> &
  Readonly<
    | { asset: 'USD'; network?: never; address?: never }
    | {
        asset: string
        network: string
        /** One of the shop's deposit addresses, to play a customer; any otherwise. */
        address?: string
      }
  >

/**
 * Plays a payment; production has no such call and answers `backend.notFound`. It carries no `ref_id`: after
 * `backend.outcomeUnknown` the transfers say whether it was done.
 * @returns the id of the activity
 */
export async function playDeposit(call: PaxosCall, deposit: SandboxDeposit): Promise<string> {
  const { profileId, asset, amount, network, address } = deposit
  const answer = await call({
    method: 'POST',
    path: `/sandbox/profiles/${encodeURIComponent(profileId)}/deposit`,
    body: {
      asset,
      amount,
      ...(network === undefined ? {} : { crypto_network: network }),
      ...(address === undefined ? {} : { crypto_address: address }),
    },
  })
  return readAnswer(z.object({ activity_id: idText }), answer, 'a played deposit').activity_id
}
