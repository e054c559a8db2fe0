import { formatInstant } from './instants.ts'
import { zeroUuid, type World } from './world.ts'

type FiatNetwork = 'WIRE' | 'DBS_ACT' | 'CUBIX' | 'SCB' | 'RTP'

/** How to send USD to a profile, as the API shows it. The payer must quote `memo_id`. */
export type DepositInstructions = Readonly<{
  id: string
  profile_id: string
  identity_id: string
  account_id: string
  ref_id?: string | undefined
  status: 'VALID' | 'DEPRECATED'
  memo_id: string
  fiat_network_instructions: unknown
  fiat_account_owner: unknown
  metadata?: Readonly<Record<string, string>> | undefined
  created_at: string
}>
export type InstructionsInner = Readonly<{ fiat_network: FiatNetwork; ruleId?: string | undefined }>

const office = {
  country: 'US',
  address1: '1 Practice Way',
  city: 'New York',
  province: 'NY',
  zip_code: '10001',
}

function bankOf(network: FiatNetwork, routingType: 'ABA' | 'SWIFT'): unknown {
  const account_number = '000000123456'
  switch (network) {
    case 'CUBIX':
      return { cubix: { account_id: 'PRACTICE-CUBIX' } }
    case 'DBS_ACT':
      return { dbs_act: { account_number } }
    case 'SCB':
      return { scb: { account_number } }
    case 'RTP':
      return { rtp: { account_number, routing_details: { routing_number: '021000000' } } }
    case 'WIRE':
      return {
        wire: {
          account_number,
          fiat_account_owner_address: office,
          routing_details: {
            routing_number_type: routingType,
            routing_number: routingType === 'ABA' ? '021000000' : 'PRACUS33',
            bank_name: 'Practice Bank',
            bank_address: office,
          },
        },
      }
  }
}

/** Adds instructions with a memo of their own; a rule has some too. */
export function addInstructions(
  world: World,
  facts: Readonly<{
    profileId: string
    network: FiatNetwork
    routingType?: 'ABA' | 'SWIFT' | undefined
    refId?: string | undefined
    metadata?: Readonly<Record<string, string>> | undefined
    ruleId?: string
  }>,
): DepositInstructions {
  const id = world.uuid()
  const atNs = world.stamp()
  const memoId = `PRC${(100_000 + world.store.count('depositInstructions')).toString(36).toUpperCase()}`
  const wire: DepositInstructions = {
    id,
    profile_id: facts.profileId,
    identity_id: zeroUuid,
    account_id: zeroUuid,
    ref_id: facts.refId,
    status: 'VALID',
    memo_id: memoId,
    fiat_network_instructions: bankOf(facts.network, facts.routingType ?? 'ABA'),
    fiat_account_owner: { institution_details: { name: 'Paxos Practice Stand-in' } },
    metadata: facts.metadata,
    created_at: formatInstant(atNs),
  }
  const inner: InstructionsInner = { fiat_network: facts.network, ruleId: facts.ruleId }
  world.store.add('depositInstructions', { id, ref: facts.refId, lookup: memoId, atNs, wire, inner })
  return wire
}
