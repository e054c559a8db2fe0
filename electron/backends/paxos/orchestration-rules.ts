import { z } from '../../../shared/contract/z.ts'
import { isPosError } from '../../../shared/errors/pos-error.ts'
import type { Log } from '../../platform/log.ts'
import { address, network as networkText, text, type WantedFields } from './compare-record.ts'
import { knownOr } from './known-or-unknown.ts'
import { makeOnce } from './make-once.ts'
import type { OrchestrationDestination } from './orchestrations.ts'
import type { PaxosCall } from './paxos-call.ts'
import { freeText, idText, instantText } from './read-answer.ts'
import { readWholeList } from './read-list.ts'

const ruleShape = z
  .object({
    id: idText,
    ref_id: idText.optional(),
    nickname: freeText.optional(),
    profile_id: idText,
    status: knownOr(['ACTIVE', 'PENDING', 'REJECTED', 'DELETED']),
    source_asset: idText,
    destination_asset: idText,
    /** `crypto.address` is what is paid to. */
    source: z
      .object({
        crypto: z
          .object({ address_id: idText.optional(), address: idText.optional(), network: idText.optional() })
          .optional(),
        fiat: z
          .object({
            deposit_instructions_id: idText.optional(),
            network: idText.optional(),
            account_type: idText.optional(),
            memo_id: idText.optional(),
          })
          .optional(),
      })
      .default({}),
    destination: z
      .object({
        profile: z.object({ profile_id: idText }).optional(),
        fiat: z.object({ fiat_account_id: idText.optional(), memo: freeText.optional() }).optional(),
        crypto: z.object({ address: idText.optional(), network: idText.optional() }).optional(),
      })
      .default({}),
    created_at: instantText,
  })
  .readonly()

/** A standing order: what arrives at its address goes on by itself. */
export type PaxosRule = ReturnType<typeof ruleShape.parse>

/** A rule to make; `refId` was made and kept before the first try. */
export type RuleWish = Readonly<{
  refId: string
  profileId: string
  nickname?: string
  sourceAsset: string
  destinationAsset: string
  /** A rule calls Polygon `POLYGON`, where transfers call it `POLYGON_POS` (fact sheet 8). */
  source:
    | Readonly<{ kind: 'crypto'; network: 'ETHEREUM' | 'SOLANA' | 'STELLAR' | 'BASE' | 'POLYGON' }>
    | Readonly<{ kind: 'fiat'; network: 'WIRE' | 'CUBIX'; accountType?: 'SWIFT' | 'ABA' }>
  destination: OrchestrationDestination
}>

const path = '/orchestration/rules'
const what = 'a rule'

function sourceBody(source: RuleWish['source']) {
  if (source.kind === 'crypto') return { crypto: { network: source.network } }
  const { network, accountType } = source
  return { fiat: { network, ...(accountType === undefined ? {} : { account_type: accountType }) } }
}

/** A rule calls the bank account `fiat_account_id`; a conversion calls the same id otherwise (fact sheet 8). */
function destinationBody(destination: OrchestrationDestination) {
  switch (destination.kind) {
    case 'profile':
      return { profile: { profile_id: destination.profileId } }
    case 'bank':
      return {
        fiat: {
          fiat_account_id: destination.bankAccountId,
          ...(destination.memo === undefined ? {} : { memo: destination.memo }),
        },
      }
    case 'address':
      return { crypto: { address: destination.address, network: destination.network } }
  }
}

function wantedRule({ refId, profileId, sourceAsset, destinationAsset, source, destination }: RuleWish) {
  const wanted: WantedFields = {
    ref_id: text(refId),
    profile_id: text(profileId),
    source_asset: text(sourceAsset),
    destination_asset: text(destinationAsset),
    [`source.${source.kind}.network`]: networkText(source.network),
    ...(destination.kind === 'profile' && {
      'destination.profile.profile_id': text(destination.profileId),
    }),
    ...(destination.kind === 'bank' && {
      'destination.fiat.fiat_account_id': text(destination.bankAccountId),
    }),
    ...(destination.kind === 'address' && {
      'destination.crypto.address': address(destination.address),
      'destination.crypto.network': networkText(destination.network),
    }),
  }
  return wanted
}

/** The rules of a profile, those that were deleted too. */
export async function listRules(call: PaxosCall, profileId: string, log: Log): Promise<readonly PaxosRule[]> {
  const belongs = (row: PaxosRule): boolean => row.profile_id === profileId
  const query = [['profile_id', profileId]] as const
  return await readWholeList(call, { path, query, shape: ruleShape, what, belongs }, log)
}

/**
 * Makes a rule once, or finds the one of an earlier try; rules have no filter by `ref_id`, so that all are looked through.
 * @throws {PosError} `backend.outcomeUnknown`; `paxos.refIdConflict`; `backend.refused` for a bank account that is not approved
 */
export async function makeRule(call: PaxosCall, wish: RuleWish, log: Log): Promise<PaxosRule> {
  const { refId, profileId, nickname, sourceAsset, destinationAsset, source, destination } = wish
  const body = {
    ref_id: refId,
    profile_id: profileId,
    ...(nickname === undefined ? {} : { nickname }),
    source_asset: sourceAsset,
    destination_asset: destinationAsset,
    source: sourceBody(source),
    destination: destinationBody(destination),
  }
  return await makeOnce({
    what,
    refId,
    shape: z.object({ rule: ruleShape }).transform(({ rule }) => rule),
    wanted: wantedRule(wish),
    send: () => call({ method: 'POST', path, body }),
    find: async () => (await listRules(call, profileId, log)).find(({ ref_id }) => ref_id === refId),
  })
}

/**
 * Ends a rule. One that is gone already is as good as ended. What still arrives at its address is credited without being
 * converted.
 */
export async function deleteRule(call: PaxosCall, id: string): Promise<void> {
  try {
    await call({ method: 'DELETE', path: `${path}/${encodeURIComponent(id)}` })
  } catch (error) {
    if (!isPosError(error, 'backend.notFound')) throw error
  }
}
