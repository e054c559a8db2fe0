import { useEffect, useRef, useState } from 'react'
import { terminal } from '../../host/terminal.ts'
import { useFollow } from '../../host/use-follow.ts'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { useAction, type Action } from '../checkout/use-action.ts'
import type { RefundToken } from './refund-types.ts'

type Asked = Awaited<ReturnType<TerminalClient['refunds']['askCustomer']>>

/** What the customer is asked on the display. */
type Question = Readonly<{ token: RefundToken['token']; address: string; amountMinor: bigint }>

/** The question on the customer display, and what was answered. */
export type AddressQuestion = Readonly<{
  askId: string | undefined
  /** The address that was asked about: an answer counts for it alone. */
  address: string | undefined
  state: Asked['state'] | undefined
  ask: Action<[question: Question]>
  takeBack: () => void
}>

function takeBackQuietly(askId: string): void {
  // A question that cannot be taken back is answered for nobody, and the next one takes its place.
  terminal()
    .refunds.takeBackQuestion({ askId })
    .catch(() => undefined)
}

/** Asks the customer whether an address is theirs, and follows the answer. Whoever leaves takes the question back. */
export function useAddressQuestion(saleId: string): AddressQuestion {
  const [asked, setAsked] = useState<Readonly<{ askId: string; address: string }> | undefined>()
  const askId = asked?.askId ?? ''
  const { value } = useFollow(askId, (signal) => terminal().refunds.followAnswer({ askId }, { signal }))
  const open = useRef('')
  useEffect(() => {
    open.current = asked !== undefined && (value?.state ?? 'waiting') === 'waiting' ? askId : ''
  })
  useEffect(
    () => () => {
      if (open.current !== '') takeBackQuietly(open.current)
    },
    [],
  )
  const ask = useAction(async (question: Question) => {
    const answer = await terminal().refunds.askCustomer({ saleId, ...question })
    setAsked({ askId: answer.askId, address: question.address })
  })
  return {
    askId: asked?.askId,
    address: asked?.address,
    state: asked === undefined ? undefined : (value?.state ?? 'waiting'),
    ask,
    takeBack: () => {
      if (open.current !== '') takeBackQuietly(open.current)
    },
  }
}
