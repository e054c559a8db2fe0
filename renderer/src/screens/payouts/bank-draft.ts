import type { BankInput } from './payout-types.ts'

const placeFields = ['country', 'address1', 'city', 'province', 'zipCode'] as const
const textFields = [
  'name',
  'companyName',
  'firstName',
  'lastName',
  'accountNumber',
  'routingNumber',
  'bankName',
  'accountId',
] as const

/** One part of an address. */
type PlaceField = (typeof placeFields)[number]
/** A field of the form that is typed as text. */
export type TextField = (typeof textFields)[number]
/** An address as it is typed. */
export type Place = Readonly<Record<PlaceField, string>>

/** A bank account as it is typed. */
export type BankDraft = Readonly<Record<TextField, string>> &
  Readonly<{
    network: 'WIRE' | 'CUBIX'
    routing: 'ABA' | 'SWIFT'
    owner: 'company' | 'person'
    ownerPlace: Place
    bankPlace: Place
  }>

const emptyPlace: Place = { country: 'USA', address1: '', city: '', province: '', zipCode: '' }

/** An empty form. */
export const emptyBank: BankDraft = {
  network: 'WIRE',
  routing: 'ABA',
  owner: 'company',
  name: '',
  companyName: '',
  firstName: '',
  lastName: '',
  accountNumber: '',
  routingNumber: '',
  bankName: '',
  accountId: '',
  ownerPlace: emptyPlace,
  bankPlace: emptyPlace,
}

/** What is wrong with a field. */
type BankProblem = 'missing' | 'accountNumber' | 'aba' | 'swift' | 'accountId' | 'country'
/** The fields that are wrong, each with why. */
export type BankProblems = Readonly<Partial<Record<TextField | 'ownerCountry' | 'bankCountry', BankProblem>>>

/**
 * True for a routing number of the US whose check digit is right.
 * @see https://en.wikipedia.org/wiki/ABA_routing_transit_number#Check_digit
 */
export function isRoutingNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false
  const weights = [3, 7, 1]
  const sum = Array.from(text).reduce(
    (total, digit, index) => total + Number(digit) * (weights[index % 3] ?? 0),
    0,
  )
  return sum % 10 === 0
}

function problemOf(draft: BankDraft, field: TextField): BankProblem | undefined {
  const text = draft[field].trim()
  if (text === '') return 'missing'
  if (field === 'accountNumber' && !/^[A-Za-z0-9 -]{4,40}$/.test(text)) return 'accountNumber'
  if (field === 'accountId' && !/^[A-Za-z0-9-]{4,64}$/.test(text)) return 'accountId'
  if (field !== 'routingNumber') return undefined
  if (draft.routing === 'ABA') return isRoutingNumber(text) ? undefined : 'aba'
  return /^[A-Z0-9]{8}([A-Z0-9]{3})?$/i.test(text) ? undefined : 'swift'
}

/** The text fields that a form asks for, in their order. */
export function fieldsOf({ network, owner }: Pick<BankDraft, 'network' | 'owner'>): readonly TextField[] {
  const names = owner === 'company' ? (['companyName'] as const) : (['firstName', 'lastName'] as const)
  const numbers =
    network === 'WIRE' ? (['accountNumber', 'routingNumber', 'bankName'] as const) : (['accountId'] as const)
  return ['name', ...names, ...numbers]
}

/** Everything that keeps the form from being handed in. */
export function bankProblems(draft: BankDraft): BankProblems {
  const typed = fieldsOf(draft).flatMap((field) => {
    const problem = problemOf(draft, field)
    return problem === undefined ? [] : [[field, problem] as const]
  })
  const isCountry = ({ country }: Place): boolean => /^[A-Z]{3}$/i.test(country.trim())
  const isWire = draft.network === 'WIRE'
  return {
    ...Object.fromEntries(typed),
    ...(isWire && !isCountry(draft.ownerPlace) ? { ownerCountry: 'country' as const } : {}),
    ...(isWire && !isCountry(draft.bankPlace) ? { bankCountry: 'country' as const } : {}),
  }
}

/** An address without the parts that nobody typed. */
function placeOf({ country, ...parts }: Place) {
  const typed = Object.entries(parts).flatMap(([part, text]) =>
    text.trim() === '' ? [] : [[part, text.trim()] as const],
  )
  return { country: country.trim().toUpperCase(), ...Object.fromEntries(typed) }
}

/** The account that was typed; `undefined` while something is wrong. */
export function bankOf(draft: BankDraft): Omit<BankInput, 'key'> | undefined {
  if (Object.keys(bankProblems(draft)).length > 0) return undefined
  const text = (field: TextField): string => draft[field].trim()
  return {
    name: text('name'),
    owner:
      draft.owner === 'company'
        ? { kind: 'company', name: text('companyName') }
        : { kind: 'person', firstName: text('firstName'), lastName: text('lastName') },
    details:
      draft.network === 'CUBIX'
        ? { network: 'CUBIX', accountId: text('accountId') }
        : {
            network: 'WIRE',
            accountNumber: text('accountNumber'),
            ownerAddress: placeOf(draft.ownerPlace),
            routingType: draft.routing,
            routingNumber: text('routingNumber').toUpperCase(),
            bankName: text('bankName'),
            bankAddress: placeOf(draft.bankPlace),
          },
  }
}
