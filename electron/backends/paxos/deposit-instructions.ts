import { z } from '../../../shared/contract/z.ts'
import type { Log } from '../../platform/log.ts'
import { text } from './compare-record.ts'
import { knownOr } from './known-or-unknown.ts'
import { makeOnce } from './make-once.ts'
import type { PaxosCall } from './paxos-call.ts'
import { freeText, idText, instantText, readAnswer } from './read-answer.ts'
import { readWholeList } from './read-list.ts'

const mailingAddress = z.record(z.string(), freeText).optional()
const routingDetails = z
  .object({
    routing_number_type: freeText.optional(),
    routing_number: freeText.optional(),
    bank_name: freeText.optional(),
    bank_address: mailingAddress,
  })
  .optional()
const bankDetails = z
  .object({
    account_number: freeText.optional(),
    account_id: freeText.optional(),
    fiat_account_owner_address: mailingAddress,
    routing_details: routingDetails,
    intermediary_routing_details: routingDetails,
  })
  .readonly()

const instructionsShape = z
  .object({
    id: idText,
    profile_id: idText,
    ref_id: idText.optional(),
    /** Asked for again before each use: a deprecated one is no longer paid to. */
    status: knownOr(['VALID', 'DEPRECATED']),
    /** Without it, whole, the money is credited late or sent back. */
    memo_id: idText,
    fiat_network_instructions: z.record(z.string(), bankDetails).default({}),
    fiat_account_owner: z.object({ institution_details: z.object({ name: freeText }).optional() }).optional(),
    created_at: instantText,
  })
  .readonly()

/** Where dollars are wired to fund refunds: the bank details of Paxos, by network, and the memo. */
export type DepositInstructions = ReturnType<typeof instructionsShape.parse>

/** Instructions to have made; `refId` was made and kept before the first try. */
export type InstructionsWish = Readonly<{ refId: string; profileId: string }> &
  Readonly<{ network: 'WIRE'; routingType: 'ABA' | 'SWIFT' } | { network: 'CUBIX' }>

const path = '/transfer/fiat-deposit-instructions'
const what = 'deposit instructions'

/** The instructions of a profile. */
export async function listDepositInstructions(
  call: PaxosCall,
  profileId: string,
  log: Log,
): Promise<readonly DepositInstructions[]> {
  // There is no filter by profile, so that those of others are no surprise.
  const belongs = (): boolean => true
  const all = await readWholeList(call, { path, query: [], shape: instructionsShape, what, belongs }, log)
  return all.filter((row) => row.profile_id === profileId)
}

async function findByRef(call: PaxosCall, refId: string, log: Log): Promise<DepositInstructions | undefined> {
  const belongs = (row: DepositInstructions): boolean => row.ref_id === refId
  const query = [['ref_ids', refId]] as const
  return (await readWholeList(call, { path, query, shape: instructionsShape, what, belongs }, log))[0]
}

/**
 * Has instructions made once, or finds those of an earlier try.
 * @throws {PosError} `paxos.refIdConflict`; `backend.outcomeUnknown`
 */
export async function makeDepositInstructions(
  call: PaxosCall,
  wish: InstructionsWish,
  log: Log,
): Promise<DepositInstructions> {
  const { refId, profileId, network } = wish
  const body = {
    profile_id: profileId,
    fiat_network: network,
    ref_id: refId,
    ...(wish.network === 'WIRE' ? { routing_number_type: wish.routingType } : {}),
  }
  return await makeOnce({
    what,
    refId,
    shape: instructionsShape,
    wanted: { ref_id: text(refId), profile_id: text(profileId) },
    send: () => call({ method: 'POST', path, body }),
    find: () => findByRef(call, refId, log),
  })
}

/** One set of instructions by its id: whether they still hold is asked before each use. */
export async function getDepositInstructions(call: PaxosCall, id: string): Promise<DepositInstructions> {
  const answer = await call({ method: 'GET', path: `${path}/${encodeURIComponent(id)}` })
  return readAnswer(instructionsShape, answer, what)
}
