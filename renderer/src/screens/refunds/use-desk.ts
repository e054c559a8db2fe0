import { useState } from 'react'
import { terminal } from '../../host/terminal.ts'
import { useRead, type Read } from '../../host/use-read.ts'
import { navigate } from '../../stores/router.ts'
import { newId } from '../../stores/new-id.ts'
import { useAction, type Action } from '../checkout/use-action.ts'
import { startDraft, wishKey, wishOf, type RefundDraft, type WishKind } from './refund-draft.ts'
import type { Prepared, RefundDesk, RefundPlan, RefundView } from './refund-types.ts'
import { useAddressQuestion, type AddressQuestion } from './use-address-question.ts'

/** The steps of the desk, in order. */
export const deskSteps = ['what', 'whom', 'check'] as const
/** One of the steps. */
export type DeskStepName = (typeof deskSteps)[number]

/** What the desk opens with. */
export type DeskStart = Readonly<{
  desk: RefundDesk
  only: WishKind | undefined
  earlier: RefundView | undefined
}>

/** A refund that somebody puts together. */
export type DeskWork = Readonly<{
  desk: RefundDesk
  step: DeskStepName
  goTo: (step: DeskStepName) => void
  draft: RefundDraft
  /** Changes what was chosen; what was checked before is forgotten with it. */
  change: (part: Partial<RefundDraft>) => void
  replace: (draft: RefundDraft) => void
  plan: Read<RefundPlan | undefined>
  prepared: Prepared | undefined
  prepare: Action<[]>
  question: AddressQuestion
  request: Action<[reason: string, acceptsWarnings: boolean]>
}>

/** What the chosen wish comes to, asked for anew at every change. */
function usePlan(saleId: string, draft: RefundDraft): Read<RefundPlan | undefined> {
  const wish = wishOf(draft)
  const { token } = draft
  const version = wish === undefined ? '' : `${wishKey(wish)} ${token}`
  return useRead<RefundPlan | undefined>(`plan:${saleId}`, version, () =>
    wish === undefined || token === undefined
      ? Promise.resolve(undefined)
      : terminal().refunds.plan({ saleId, wish, token }),
  )
}

/** Keeps what somebody chooses in three steps, and asks the terminal about it. Nothing here promises money. */
export function useDesk({ desk, only, earlier }: DeskStart): DeskWork {
  const { saleId } = desk
  const [draft, setDraft] = useState(() => startDraft(desk, only, earlier))
  const [step, setStep] = useState<DeskStepName>('what')
  const [prepared, setPrepared] = useState<Prepared | undefined>()
  // Made once for this desk: an answer that was lost is asked for again, and never makes a second refund.
  const [key] = useState(newId)
  const plan = usePlan(saleId, draft)
  const question = useAddressQuestion(saleId)
  const replace = (next: RefundDraft): void => {
    setDraft(next)
    setPrepared(undefined)
    prepare.clear()
  }
  const prepare = useAction(async () => {
    const wish = wishOf(draft)
    const { token, address, proof } = draft
    if (wish === undefined || token === undefined) return
    const askId = proof === 'display' ? question.askId : undefined
    const asked = { saleId, wish, token, address, proof, ...(askId === undefined ? {} : { askId }) }
    const answer = await terminal().refunds.prepare(asked)
    setPrepared(answer)
    setStep(answer.verdict === 'ok' || answer.verdict === 'warn' ? 'check' : 'whom')
  })
  const request = useAction(async (reason: string, acceptsWarnings: boolean) => {
    if (prepared === undefined) return
    const { preparedId } = prepared
    const refund = await terminal().refunds.request({ preparedId, key, reason, acceptsWarnings })
    navigate('refunds', refund.refundId, 'approve')
  })
  return {
    desk,
    step,
    goTo: setStep,
    draft,
    change: (part) => replace({ ...draft, ...part }),
    replace,
    plan,
    prepared,
    prepare,
    question,
    request,
  }
}
