import { z } from '../../../shared/contract/z.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import type { Log } from '../../platform/log.ts'
import { address, amount, network, text, type WantedFields } from './compare-record.ts'
import { knownOr } from './known-or-unknown.ts'
import { makeOnce } from './make-once.ts'
import type { PaxosCall, Query } from './paxos-call.ts'
import { decimalText, freeText, idText, instantText, metadataPairs, readAnswer } from './read-answer.ts'
import { readWholeList } from './read-list.ts'

const leg = z
  .object({
    transfer_id: idText.optional(),
    status: knownOr(['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED']).optional(),
  })
  .optional()

const orchestrationStatuses = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'REJECTED'] as const

const orchestrationShape = z
  .object({
    id: idText,
    profile_id: idText,
    ref_id: idText,
    source_asset: idText,
    source_amount: decimalText,
    destination_asset: idText,
    status: knownOr(orchestrationStatuses),
    source_transfer: leg,
    destination_transfer: leg,
    destination: z
      .object({
        profile: z.object({ profile_id: idText }).optional(),
        fiat: z.object({ bank_account_id: idText.optional(), memo: freeText.optional() }).optional(),
        crypto: z.object({ address: idText.optional(), network: idText.optional() }).optional(),
      })
      .optional(),
    fail_reason: z.object({ detail: freeText.optional() }).optional(),
    orchestration_rule_id: idText.optional(),
    metadata: metadataPairs.optional(),
    created_at: instantText,
    updated_at: instantText,
  })
  .readonly()

/** A conversion with a destination, asked for or started by a rule. */
export type PaxosOrchestration = ReturnType<typeof orchestrationShape.parse>

/** Where the money goes. */
export type OrchestrationDestination =
  | Readonly<{ kind: 'profile'; profileId: string }>
  | Readonly<{ kind: 'bank'; bankAccountId: string; memo?: string }>
  | Readonly<{ kind: 'address'; network: string; address: string }>

/** A conversion to start; `refId` was made and kept before the first try. */
export type OrchestrationWish = Readonly<{
  refId: string
  profileId: string
  sourceAsset: string
  /** Decimal text above zero; a conversion to dollars works in cents. */
  sourceAmount: string
  destinationAsset: string
  destination: OrchestrationDestination
  metadata?: Readonly<Record<string, string>>
}>

const path = '/orchestration/orchestrations'
const what = 'an orchestration'

/** A conversion calls the bank account `bank_account_id`; a rule calls the same id otherwise (fact sheet 8). */
function destinationBody(destination: OrchestrationDestination) {
  switch (destination.kind) {
    case 'profile':
      return { profile: { profile_id: destination.profileId } }
    case 'bank':
      return {
        fiat: {
          bank_account_id: destination.bankAccountId,
          ...(destination.memo === undefined ? {} : { memo: destination.memo }),
        },
      }
    case 'address':
      return { crypto: { address: destination.address, network: destination.network } }
  }
}

function wantedDestination(destination: OrchestrationDestination): WantedFields {
  switch (destination.kind) {
    case 'profile':
      return { 'destination.profile.profile_id': text(destination.profileId) }
    case 'bank':
      return { 'destination.fiat.bank_account_id': text(destination.bankAccountId) }
    case 'address':
      return {
        'destination.crypto.address': address(destination.address),
        'destination.crypto.network': network(destination.network),
      }
  }
}

/**
 * The conversion of a `ref_id`, of whatever profile.
 * @throws {PosError} `backend.badAnswer` when a row that may be the one cannot be read
 */
export async function findOrchestrationByRef(
  call: PaxosCall,
  refId: string,
  log: Log,
): Promise<PaxosOrchestration | undefined> {
  const belongs = (row: PaxosOrchestration): boolean => row.ref_id === refId
  const query = [['ref_id', refId]] as const
  const [found] = await readWholeList(call, { path, query, shape: orchestrationShape, what, belongs }, log)
  return found
}

/**
 * Starts a conversion once, or finds the one of an earlier try. The source is reserved at once and given back when it fails.
 * @throws {PosError} `backend.outcomeUnknown` when only a later look-up says; `paxos.refIdConflict`; `backend.insufficientFunds`,
 * `money.tooPrecise`, `backend.travelRule`, `backend.refused` for a bank account that is not approved
 */
export async function makeOrchestration(
  call: PaxosCall,
  wish: OrchestrationWish,
  log: Log,
): Promise<PaxosOrchestration> {
  const { refId, profileId, sourceAsset, sourceAmount, destinationAsset, destination, metadata } = wish
  const body = {
    ref_id: refId,
    source_asset: sourceAsset,
    source_amount: sourceAmount,
    destination_asset: destinationAsset,
    source: { profile: { profile_id: profileId } },
    destination: destinationBody(destination),
    ...(metadata === undefined ? {} : { metadata }),
  }
  return await makeOnce({
    what,
    refId,
    shape: orchestrationShape,
    wanted: {
      ref_id: text(refId),
      profile_id: text(profileId),
      source_asset: text(sourceAsset),
      source_amount: amount(sourceAmount),
      destination_asset: text(destinationAsset),
      ...wantedDestination(destination),
    },
    send: () => call({ method: 'POST', path, body }),
    find: () => findOrchestrationByRef(call, refId, log),
  })
}

/** Which conversions of a profile are asked for. There is no filter by when they changed. */
export type OrchestrationQuery = Readonly<{
  profileId: string
  ruleId?: string
  statuses?: readonly (typeof orchestrationStatuses)[number][]
  /** RFC 3339. */
  createdFrom?: string
}>

/** The conversions of a profile, oldest first. */
export async function listOrchestrations(
  call: PaxosCall,
  { profileId, ruleId, statuses = [], createdFrom }: OrchestrationQuery,
  log: Log,
): Promise<readonly PaxosOrchestration[]> {
  const query: Query = [
    ['profile_id', profileId],
    ...(ruleId === undefined ? [] : ([['orchestration_rule_id', ruleId]] as const)),
    ...statuses.map((status) => ['status', status] as const),
    ...(createdFrom === undefined ? [] : ([['created_at.gte', createdFrom]] as const)),
    ['order', 'ASC'],
  ]
  const belongs = (row: PaxosOrchestration): boolean =>
    row.profile_id === profileId && (ruleId === undefined || row.orchestration_rule_id === ruleId)
  return await readWholeList(call, { path, query, shape: orchestrationShape, what, belongs }, log)
}

/**
 * One conversion by its id.
 * @throws {PosError} `backend.notFound`, or `backend.badAnswer` for another than was asked for
 */
export async function getOrchestration(call: PaxosCall, id: string): Promise<PaxosOrchestration> {
  const answer = await call({ method: 'GET', path: `${path}/${encodeURIComponent(id)}` })
  const found = readAnswer(orchestrationShape, answer, what)
  if (found.id !== id) throw new PosError('backend.badAnswer', 'Paxos answered another orchestration.')
  return found
}
