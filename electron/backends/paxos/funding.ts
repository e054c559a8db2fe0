import { PosError } from '../../../shared/errors/pos-error.ts'
import type { Log } from '../../platform/log.ts'
import type { Funding, FundingWay, PayoutBackend } from '../payout-port.ts'
import {
  getDepositInstructions,
  listDepositInstructions,
  makeDepositInstructions,
  type DepositInstructions,
} from './deposit-instructions.ts'
import type { PaxosCall } from './paxos-call.ts'

type Line = Funding['lines'][number]
type Details = DepositInstructions['fiat_network_instructions'][string]

const placeParts = ['address1', 'address2', 'city', 'province', 'zip_code', 'country']

function placeText(place: Readonly<Record<string, string>> | undefined): string {
  return placeParts.flatMap((part) => place?.[part] || []).join(', ')
}

function linesOf(owner: string | undefined, details: Details): readonly Line[] {
  const { routing_details: routing, intermediary_routing_details: between } = details
  const isSwift = routing?.routing_number_type === 'SWIFT'
  const told: readonly (readonly [Line['label'], string | undefined])[] = [
    ['receiver', owner],
    ['receiverAddress', placeText(details.fiat_account_owner_address)],
    ['accountNumber', details.account_number ?? details.account_id],
    [isSwift ? 'swiftCode' : 'routingNumber', routing?.routing_number],
    ['bankName', routing?.bank_name],
    ['bankAddress', placeText(routing?.bank_address)],
    ['intermediaryBank', between?.bank_name],
    ['intermediaryRouting', between?.routing_number],
  ]
  return told.flatMap(([label, text]) => (text === undefined || text === '' ? [] : [{ label, text }]))
}

function fits({ status, fiat_network_instructions: by }: DepositInstructions, way: FundingWay): boolean {
  if (status !== 'VALID') return false
  if (way.network === 'CUBIX') return by['cubix'] !== undefined
  return by['wire']?.routing_details?.routing_number_type === way.routing
}

function toFunding(made: DepositInstructions, { network }: FundingWay): Funding {
  const details = made.fiat_network_instructions[network.toLowerCase()]
  if (!details) throw new PosError('backend.badAnswer', 'Paxos did not say where dollars are wired to.')
  return { memo: made.memo_id, lines: linesOf(made.fiat_account_owner?.institution_details?.name, details) }
}

/** How dollars reach a profile. What the list shows is asked for by its id once more: details end, and then nobody is paid. */
export function openFunding({
  call,
  profileId,
  log,
}: Readonly<{ call: PaxosCall; profileId: string; log: Log }>): PayoutBackend['funding'] {
  return async (refId, way) => {
    const listed = await listDepositInstructions(call, profileId, log)
    for (const { id } of listed.filter((one) => fits(one, way))) {
      const now = await getDepositInstructions(call, id)
      if (fits(now, way)) return toFunding(now, way)
    }
    const wish =
      way.network === 'CUBIX'
        ? ({ refId, profileId, network: 'CUBIX' } as const)
        : ({ refId, profileId, network: 'WIRE', routingType: way.routing } as const)
    const made = await makeDepositInstructions(call, wish, log)
    if (made.status !== 'VALID')
      throw new PosError('backend.refused', 'These instructions are no longer paid to.')
    return toFunding(made, way)
  }
}
