import type { EvmAddress } from '../../shared/domain/tokens/token.ts'
import type { CustomerDisplay } from '../checkout/customer-display.ts'
import type { Ids } from '../platform/ids.ts'
import { createLatest, type Latest } from '../platform/latest.ts'

/** What the customer is asked. */
type AddressQuestion = Readonly<{
  saleId: string
  address: EvmAddress
  amountText: string
  chainName: string
}>

/** How a question stands. `gone`: taken back, or another one took its place. */
type AskState = 'waiting' | 'confirmed' | 'refused' | 'gone'

/** A question as the screens follow it. */
type AddressAsk = { askId: string; state: AskState }

/** The question on the customer display whether an address is the customer's own; one at a time, in memory only. */
export type AddressDesk = Readonly<{
  ask: (question: AddressQuestion) => AddressAsk
  /** The customer's answer. @returns false for a question that is not on the display */
  answer: (askId: string, isMine: boolean) => boolean
  takeBack: (askId: string) => AddressAsk
  follow: (askId: string, signal: AbortSignal | undefined) => AsyncGenerator<AddressAsk, void>
  /** Whether the customer has confirmed just this address for just this sale. */
  isConfirmed: (askId: string, wanted: Readonly<{ saleId: string; address: string }>) => boolean
}>

type Asked = AddressQuestion & { readonly askId: string; state: AskState; readonly told: Latest<AddressAsk> }

const remembered = 50

/** Opens the desk. */
export function openAddressDesk({
  ids,
  display,
}: Readonly<{ ids: Ids; display: Pick<CustomerDisplay, 'showQuestion'> }>): AddressDesk {
  const asked = new Map<string, Asked>()
  let shown: Asked | undefined

  const settle = (one: Asked, state: AskState): void => {
    one.state = state
    one.told.push({ askId: one.askId, state })
    if (shown !== one) return
    shown = undefined
    display.showQuestion(undefined)
  }
  const viewOf = (askId: string): AddressAsk => ({ askId, state: asked.get(askId)?.state ?? 'gone' })

  return {
    ask: (question) => {
      if (shown) settle(shown, 'gone')
      const askId = ids.next('ask')
      const one: Asked = { ...question, askId, state: 'waiting', told: createLatest<AddressAsk>() }
      asked.set(askId, one)
      for (const oldest of [...asked.keys()].slice(0, Math.max(0, asked.size - remembered)))
        asked.delete(oldest)
      shown = one
      const { address, amountText, chainName } = question
      display.showQuestion({ askId, address, amountText, chainName })
      one.told.push(viewOf(askId))
      return viewOf(askId)
    },
    answer: (askId, isMine) => {
      if (shown?.askId !== askId) return false
      settle(shown, isMine ? 'confirmed' : 'refused')
      return true
    },
    takeBack: (askId) => {
      const one = asked.get(askId)
      if (one?.state === 'waiting') settle(one, 'gone')
      return viewOf(askId)
    },
    follow: async function* (askId, signal) {
      const one = asked.get(askId)
      if (one) yield* one.told.follow(signal)
      else yield viewOf(askId)
    },
    isConfirmed: (askId, { saleId, address }) => {
      const one = asked.get(askId)
      return (
        one?.state === 'confirmed' &&
        one.saleId === saleId &&
        one.address.toLowerCase() === address.toLowerCase()
      )
    },
  }
}
