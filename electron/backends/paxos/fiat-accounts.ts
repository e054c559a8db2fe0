import { z } from '../../../shared/contract/z.ts'
import { isPosError } from '../../../shared/errors/pos-error.ts'
import type { Log } from '../../platform/log.ts'
import { text } from './compare-record.ts'
import { knownOr } from './known-or-unknown.ts'
import { makeOnce } from './make-once.ts'
import type { PaxosCall } from './paxos-call.ts'
import { freeText, idText, instantText, readAnswer } from './read-answer.ts'
import { readWholeList } from './read-list.ts'

const networkNames = ['wire', 'cubix', 'rtp', 'dbs_act', 'scb'] as const

const instructionsShape = z.object({
  account_number: freeText.optional(),
  account_id: freeText.optional(),
  routing_details: z
    .object({ routing_number_type: knownOr(['ABA', 'SWIFT']).optional(), bank_name: freeText.optional() })
    .optional(),
})

type Instructions = ReturnType<typeof instructionsShape.parse>

/** The last four characters are what a person compares; the whole number never leaves this file. */
function tailOf({ account_number, account_id }: Instructions): string {
  return (account_number ?? account_id ?? '').slice(-4)
}

const accountShape = z
  .object({
    id: idText,
    ref_id: idText.optional(),
    status: knownOr(['PENDING', 'APPROVED', 'REJECTED']),
    fiat_network_instructions: z.record(z.string(), z.unknown()).default({}),
    created_at: instantText,
    updated_at: instantText.optional(),
  })
  .transform(({ fiat_network_instructions: instructions, ...account }) => {
    const network = networkNames.find((name) => instructions[name] !== undefined)
    const read = instructionsShape.safeParse(network === undefined ? {} : instructions[network])
    const details = read.success ? read.data : {}
    return {
      ...account,
      network: network ?? { unknown: Object.keys(instructions)[0] ?? '' },
      numberTail: tailOf(details),
      bankName: details.routing_details?.bank_name ?? '',
      routingType: details.routing_details?.routing_number_type,
    }
  })
  .readonly()

/** A bank account that Paxos pays to, with its review. Only an approved one can be paid to. */
export type PaxosBankAccount = ReturnType<typeof accountShape.parse>

/** Where somebody receives post. */
type MailingAddress = Readonly<{
  /** ISO 3166-1, as the bank writes it. */
  country: string
  address1?: string
  address2?: string
  city?: string
  province?: string
  zipCode?: string
}>

/** A bank of the way that a wire takes. */
type BankRouting = Readonly<{
  type: 'ABA' | 'SWIFT'
  number: string
  bankName: string
  bankAddress: MailingAddress
}>

/** A bank account to have reviewed; `refId` was made and kept before the first try. */
export type BankAccountWish = Readonly<{
  refId: string
  owner: Readonly<{ firstName: string; lastName: string } | { name: string }>
  instructions:
    | Readonly<{
        network: 'wire'
        accountNumber: string
        ownerAddress: MailingAddress
        routing: BankRouting
        intermediary?: BankRouting
      }>
    | Readonly<{ network: 'cubix'; accountId: string }>
}>

function mailingBody({ zipCode, ...named }: MailingAddress) {
  return { ...named, ...(zipCode === undefined ? {} : { zip_code: zipCode }) }
}

function routingBody({ type, number, bankName, bankAddress }: BankRouting) {
  return {
    routing_number_type: type,
    routing_number: number,
    bank_name: bankName,
    bank_address: mailingBody(bankAddress),
  }
}

function instructionsBody(instructions: BankAccountWish['instructions']) {
  if (instructions.network === 'cubix') return { cubix: { account_id: instructions.accountId } }
  const { accountNumber, ownerAddress, routing, intermediary } = instructions
  return {
    wire: {
      account_number: accountNumber,
      fiat_account_owner_address: mailingBody(ownerAddress),
      routing_details: routingBody(routing),
      ...(intermediary ? { intermediary_routing_details: routingBody(intermediary) } : {}),
    },
  }
}

function ownerBody(owner: BankAccountWish['owner']) {
  return 'name' in owner
    ? { institution_details: { name: owner.name } }
    : { person_details: { first_name: owner.firstName, last_name: owner.lastName } }
}

const path = '/transfer/fiat-accounts'
const what = 'a bank account'

/** The bank accounts of the shop, with their review; those under some `ref_id`s, or all. */
export async function listBankAccounts(
  call: PaxosCall,
  log: Log,
  refIds?: readonly string[],
): Promise<readonly PaxosBankAccount[]> {
  const belongs = ({ ref_id }: PaxosBankAccount): boolean =>
    refIds === undefined || (ref_id !== undefined && refIds.includes(ref_id))
  const query = (refIds ?? []).map((refId) => ['ref_ids', refId] as const)
  return await readWholeList(call, { path, query, shape: accountShape, what, belongs }, log)
}

/**
 * Hands a bank account in for review, once.
 * @throws {PosError} `paxos.refIdConflict` when another account was handed in under this id; `backend.outcomeUnknown`
 */
export async function makeBankAccount(
  call: PaxosCall,
  { refId, owner, instructions }: BankAccountWish,
  log: Log,
): Promise<PaxosBankAccount> {
  const body = {
    ref_id: refId,
    fiat_account_owner: ownerBody(owner),
    fiat_network_instructions: instructionsBody(instructions),
  }
  const number = instructions.network === 'wire' ? instructions.accountNumber : instructions.accountId
  return await makeOnce({
    what,
    refId,
    shape: accountShape,
    // A list shows the last four digits of a number, and so does a refusal.
    wanted: {
      ref_id: text(refId),
      network: text(instructions.network),
      numberTail: text(number.slice(-4)),
    },
    send: () => call({ method: 'POST', path, body }),
    find: async () => (await listBankAccounts(call, log, [refId]))[0],
  })
}

/** One bank account by its id. */
export async function getBankAccount(call: PaxosCall, id: string): Promise<PaxosBankAccount> {
  const answer = await call({ method: 'GET', path: `${path}/${encodeURIComponent(id)}` })
  return readAnswer(accountShape, answer, what)
}

/** Takes a bank account out of use; one that is gone already is as good as taken out. */
export async function deleteBankAccount(call: PaxosCall, id: string): Promise<void> {
  try {
    await call({ method: 'DELETE', path: `${path}/${encodeURIComponent(id)}` })
  } catch (error) {
    if (!isPosError(error, 'backend.notFound')) throw error
  }
}
