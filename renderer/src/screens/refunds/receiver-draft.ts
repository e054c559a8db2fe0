import type { TerminalClient } from '../../../../shared/contract/contract.ts'

type Receiver = Parameters<TerminalClient['refunds']['nameReceiver']>[0]['receiver']

/** Who receives, as it is typed. */
export type ReceiverDraft = Readonly<{
  firstName: string
  lastName: string
  country: string
  isExchange: boolean
  exchangeName: string
  exchangeSite: string
}>

/** An empty form. */
export const emptyReceiver: ReceiverDraft = {
  firstName: '',
  lastName: '',
  country: '',
  isExchange: false,
  exchangeName: '',
  exchangeSite: '',
}

/** The receiver that was typed; `undefined` while something is missing. */
export function receiverOf(draft: ReceiverDraft): Receiver | undefined {
  const firstName = draft.firstName.trim()
  const lastName = draft.lastName.trim()
  const country = draft.country.trim().toUpperCase()
  const name = draft.exchangeName.trim()
  if (firstName === '' || lastName === '' || !/^[A-Z]{3}$/.test(country)) return undefined
  if (draft.isExchange && name === '') return undefined
  return {
    kind: 'person',
    firstName,
    lastName,
    country,
    wallet: draft.isExchange
      ? { kind: 'exchange', name, website: draft.exchangeSite.trim() }
      : { kind: 'own' },
  }
}
