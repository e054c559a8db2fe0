import { z } from '../../../shared/contract/z.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import type { Log } from '../../platform/log.ts'
import { address as addressText, differingFields, network as networkText } from './compare-record.ts'
import { knownOr } from './known-or-unknown.ts'
import type { PaxosCall } from './paxos-call.ts'
import { freeText, idText, instantText, readAnswer } from './read-answer.ts'
import { readWholeList } from './read-list.ts'

const savedShape = z
  .object({
    id: idText,
    crypto_network: idText,
    address: idText,
    nickname: freeText.optional(),
    status: knownOr(['PENDING', 'APPROVED', 'REJECTED']).optional(),
    created_at: instantText.optional(),
    // Who receives is personal data; that it is there is all that the till asks.
    travelrule_metadata: z.record(z.string(), z.unknown()).optional(),
  })
  .transform(({ travelrule_metadata: rule, ...saved }) => ({
    ...saved,
    hasTravelRuleData: rule !== undefined && Object.keys(rule).length > 0,
  }))
  .readonly()

/** An address that Paxos knows, with its review. */
export type SavedAddress = ReturnType<typeof savedShape.parse>

/** Where somebody lives or does business. */
type Place = Readonly<{
  /** ISO 3166-1, three letters. */
  country: string
  address1?: string
  city?: string
  province?: string
  zipCode?: string
}>

/**
 * Who receives, and whether they hold their own key: what the law asks for from 3,000 US dollars on (fact sheet 5).
 * It goes to Paxos and is kept nowhere in the till's log.
 */
type TravelRuleData = Readonly<{
  custodian:
    | Readonly<{ kind: 'private' }>
    | Readonly<{ kind: 'provider'; id: string }>
    | Readonly<{ kind: 'provider'; name: string; website: string }>
  beneficiary:
    | Readonly<{ kind: 'self' }>
    | Readonly<{ kind: 'person'; firstName: string; lastName: string; place?: Place }>
    | Readonly<{ kind: 'institution'; name: string; place?: Place }>
  purpose?: string
}>

/** An address to save. */
export type AddressToSave = Readonly<{
  network: string
  address: string
  nickname?: string
  travelRule?: TravelRuleData
}>

function placeBody(place: Place | undefined): Readonly<Record<string, unknown>> {
  if (!place) return {}
  const { zipCode, ...named } = place
  return { physical_address: { ...named, ...(zipCode === undefined ? {} : { zip_code: zipCode }) } }
}

function custodianBody(custodian: TravelRuleData['custodian']): Readonly<Record<string, unknown>> {
  if (custodian.kind === 'private') return { custodian_type: 'PRIVATE' }
  const vasp =
    'id' in custodian
      ? { id: custodian.id }
      : { custom_vasp_name: custodian.name, custom_vasp_website: custodian.website }
  return { custodian_type: 'VASP', vasp }
}

function beneficiaryBody(beneficiary: TravelRuleData['beneficiary']): Readonly<Record<string, unknown>> {
  switch (beneficiary.kind) {
    case 'self':
      return { self: true }
    case 'person':
      return {
        person_details: {
          first_name: beneficiary.firstName,
          last_name: beneficiary.lastName,
          ...placeBody(beneficiary.place),
        },
      }
    case 'institution':
      return { institution_details: { name: beneficiary.name, ...placeBody(beneficiary.place) } }
  }
}

function travelRuleBody({ custodian, beneficiary, purpose }: TravelRuleData) {
  return {
    ...custodianBody(custodian),
    beneficiary: beneficiaryBody(beneficiary),
    ...(purpose === undefined ? {} : { transfer_purpose: purpose }),
  }
}

const what = 'a destination address'

/**
 * Saves an address, or changes the one that is there: twice is the same as once.
 * @throws {PosError} `backend.badAnswer` when Paxos saved another
 */
export async function saveDestinationAddress(
  call: PaxosCall,
  { network, address, nickname, travelRule }: AddressToSave,
): Promise<SavedAddress> {
  const body = {
    crypto_network: network,
    address,
    ...(nickname === undefined ? {} : { nickname }),
    ...(travelRule === undefined ? {} : { travelrule_metadata: travelRuleBody(travelRule) }),
  }
  const answer = await call({ method: 'PUT', path: '/transfer/crypto-destination-address', body })
  const { address: saved } = readAnswer(z.object({ address: savedShape }), answer, what)
  const [field] = differingFields(
    { crypto_network: networkText(network), address: addressText(address) },
    saved,
  )
  if (field !== undefined)
    throw new PosError('backend.badAnswer', 'Paxos saved another address.', { details: { field } })
  return saved
}

/** The saved address of a network, if there is one. */
export async function findDestinationAddress(
  call: PaxosCall,
  network: string,
  address: string,
  log: Log,
): Promise<SavedAddress | undefined> {
  const wanted = { crypto_network: networkText(network), address: addressText(address) }
  const belongs = (row: SavedAddress): boolean => differingFields(wanted, row).length === 0
  const [found] = await readWholeList(
    call,
    {
      path: '/transfer/crypto-destination-addresses',
      query: [
        ['crypto_networks', network],
        ['addresses', address],
      ],
      shape: savedShape,
      what,
      belongs,
    },
    log,
  )
  return found
}
