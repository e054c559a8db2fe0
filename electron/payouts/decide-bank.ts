import type { BankAccount, BankAccountRequest, BankFacts } from '../../shared/domain/payout/bank-account.ts'
import { needsAnother } from '../../shared/domain/payout/payout-policy.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { BackendBank, BankDetails } from '../backends/payout-port.ts'
import type { LedgerTransaction } from '../ledger/port.ts'
import { signIn } from '../staff/sign-in.ts'
import { accountKey, payingBackend, type Approval, type PayoutDesk, type Person } from './payout-desk.ts'
import { stepBank } from './step-bank.ts'

type Decided = Readonly<{ ok: true; bank: BankAccount }> | Rejected

/** The secret that holds the number of a bank account until the backend has it. */
export function bankSecretName(bankId: string): string {
  return `bank.${bankId.replace(/[^A-Za-z0-9.-]/g, '-')}`
}

/** More accounts than a shop has. */
const banksMax = 50

function addOnce(
  desk: PayoutDesk,
  key: string,
  make: (transaction: LedgerTransaction) => BankAccountRequest | Rejected,
): Decided {
  return desk.ledger.transact((transaction): Decided => {
    const earlier = transaction.findByKey(`bank.add:${key}`)
    const repeated = earlier?.type === 'bank.added' ? transaction.findBank(earlier.body.id) : undefined
    if (repeated) return { ok: true, bank: repeated }
    const body = make(transaction)
    if ('ok' in body) return body
    transaction.append({
      type: 'bank.added',
      subject: { kind: 'settings', id: body.id },
      body,
      actor: body.requestedBy,
      key: `bank.add:${key}`,
    })
    const bank = transaction.findBank(body.id)
    return bank ? { ok: true, bank } : reject('bank.notFound', {})
  })
}

function requestOf(
  desk: PayoutDesk,
  facts: BankFacts,
  {
    id,
    name,
    refId,
    origin,
    person,
  }: Pick<BankAccountRequest, 'id' | 'name' | 'refId' | 'origin'> & Readonly<{ person: Person }>,
): BankAccountRequest {
  const { network, bankName, numberTail, isDomestic } = facts
  return {
    network,
    bankName,
    numberTail,
    isDomestic,
    id,
    backend: accountKey(desk),
    name,
    origin,
    refId,
    requestedAt: desk.clock.now(),
    requestedBy: person.id,
    requestedByName: person.name,
  }
}

function factsOf({ to }: BankDetails): BankFacts {
  if (to.network === 'CUBIX')
    return { network: 'CUBIX', bankName: 'CUBIX', numberTail: to.accountId.slice(-4), isDomestic: true }
  const { accountNumber, routing } = to
  return {
    network: 'WIRE',
    bankName: routing.bankName,
    numberTail: accountNumber.slice(-4),
    isDomestic: routing.type === 'ABA',
  }
}

/**
 * Enters a bank account. Its number is kept sealed on this machine, and in no entry; nothing is handed in before another person
 * has agreed.
 * @throws {PosError} `secrets.*` where this machine can keep nothing sealed: nothing was written then
 */
export async function addBank(
  desk: PayoutDesk,
  {
    key,
    name,
    details,
    person,
  }: Readonly<{ key: string; name: string; details: BankDetails; person: Person }>,
): Promise<Decided> {
  if (!payingBackend(desk)) return reject('payout.noBackend', {})
  const earlier = desk.ledger.findByKey(`bank.add:${key}`)
  const id = earlier?.type === 'bank.added' ? earlier.body.id : desk.ids.next('bank')
  // Before the entry: an account that nobody can hand in must not stand in the list.
  if (!earlier) await desk.secrets.write(bankSecretName(id), JSON.stringify(details))
  return addOnce(desk, key, (transaction) => {
    if (transaction.listBanks(accountKey(desk)).length >= banksMax) return reject('contract.tooLarge', {})
    return requestOf(desk, factsOf(details), {
      id,
      name,
      refId: desk.ids.next('ba'),
      origin: 'entered',
      person,
    })
  })
}

/** Takes up an account that the backend knows already. */
export async function adoptBank(
  desk: PayoutDesk,
  asked: Readonly<{ key: string; bankAccountId: string; name: string; person: Person }>,
): Promise<Decided> {
  const backend = payingBackend(desk)
  if (!backend) return reject('payout.noBackend', {})
  const found = (await backend.payouts.listBanks()).find(({ id }) => id === asked.bankAccountId)
  if (!found) return reject('bank.notFound', {})
  const added = addOnce(desk, asked.key, (transaction) => {
    const isKnown = transaction
      .listBanks(backend.key)
      .some(({ refId, status }) => refId === found.id && status !== 'removed' && status !== 'declined')
    if (isKnown) return reject('bank.known', {})
    const id = desk.ids.next('bank')
    // The backend's own id names it: there is nothing to hand in.
    return requestOf(desk, found, {
      id,
      name: asked.name,
      refId: found.id,
      origin: 'found',
      person: asked.person,
    })
  })
  return added.ok
    ? {
        ok: true,
        bank: desk.ledger.transact((transaction) => recordBankWord(transaction, added.bank, found)),
      }
    : added
}

/** What the backend shows of an account now: its review, and whether it is still the one that two people agreed to. */
export function recordBankWord(
  transaction: LedgerTransaction,
  bank: BankAccount,
  { id, review, network, numberTail }: BackendBank,
): BankAccount {
  if (bank.status === 'removed' || bank.status === 'declined') return bank
  const isOther = numberTail !== bank.numberTail || network !== bank.network
  if (!isOther)
    return stepBank(transaction, bank, { type: 'bank.reviewed', news: { bankAccountId: id, review } }, 'till')
  const news = { bankAccountId: id, review, status: 'declined', problem: `…${numberTail}` } as const
  return stepBank(transaction, bank, { type: 'bank.changedOutside', news }, 'till')
}

/**
 * Another person agrees to an account; its cool-off begins, and one that was entered here is handed in for review.
 * @returns the account, `payout.samePerson`, `bank.decided`, or why the PIN was refused
 */
export async function approveBank(
  desk: PayoutDesk,
  { bankId, approverId, pin }: Approval & Readonly<{ bankId: string }>,
): Promise<Decided> {
  if (!desk.ledger.findBank(bankId)) return reject('bank.notFound', {})
  const signed = await signIn(desk, approverId, pin)
  if (!signed.ok) return signed
  const { id, name, role } = signed.staff
  return desk.ledger.transact((transaction): Decided => {
    const bank = transaction.findBank(bankId)
    if (!bank) return reject('bank.notFound', {})
    if (bank.status === 'approved' && bank.approvedBy === id) return { ok: true, bank }
    if (bank.status !== 'requested') return reject('bank.decided', {})
    const alone = needsAnother({ approver: { id, role }, requestedBy: bank.requestedBy })
    if (alone) return alone
    const isEntered = bank.origin === 'entered'
    if (isEntered)
      transaction.enqueue({
        id: bank.refId,
        kind: 'bankAccount.create',
        subject: `bank:${bank.id}`,
        body: { bankId: bank.id },
      })
    const news = {
      status: 'approved',
      approvedBy: id,
      approvedByName: name,
      approvedAt: desk.clock.now(),
      ...(isEntered ? { review: 'pending' as const } : {}),
    } as const
    return { ok: true, bank: stepBank(transaction, bank, { type: 'bank.approved', news }, id) }
  })
}

/** Says no to an account, or takes it out of use: nothing is paid to it any more. */
export async function endBank(
  desk: PayoutDesk,
  {
    bankId,
    as,
    reason,
    person,
  }: Readonly<{
    bankId: string
    as: 'declined' | 'removed'
    reason: string
    person: Person
  }>,
): Promise<Decided> {
  const ended = desk.ledger.transact((transaction): Decided => {
    const bank = transaction.findBank(bankId)
    if (!bank) return reject('bank.notFound', {})
    if (bank.status === as) return { ok: true, bank }
    const isOpen = as === 'declined' ? bank.status === 'requested' : bank.status !== 'removed'
    if (!isOpen) return reject('bank.decided', {})
    // Handed in already it stays at the backend; nobody pays to it.
    transaction.cancelQueued(bank.refId)
    const step = { type: `bank.${as}`, news: { status: as }, reason } as const
    return { ok: true, bank: stepBank(transaction, bank, step, person.id) }
  })
  if (ended.ok) await desk.secrets.remove(bankSecretName(bankId))
  return ended
}
