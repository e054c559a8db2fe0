import { useState } from 'react'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { AmountDue } from './amount-due.tsx'
import { AskNetworks } from './ask-networks.tsx'
import classes from './checkout-body.module.css'
import { CheckoutButtons } from './checkout-buttons.tsx'
import { optionsOf, type CheckoutPhase } from './checkout-phase.ts'
import type { CheckoutProgress } from './checkout-progress.ts'
import { CodeModeSwitch, type CodeMode } from './code-mode.tsx'
import { OfferChoice } from './offer-choice.tsx'
import { OffMessage } from './off-message.tsx'
import { offReason, selectedOffer } from './offer-choice-model.ts'
import { OverMessage } from './over-message.tsx'
import { PayTo } from './pay-to.tsx'
import { PaymentCode } from './payment-code.tsx'
import { ReleaseWait } from './release-wait.tsx'
import type { CheckoutActions } from './use-checkout-actions.ts'

type CheckoutBodyProps = Readonly<{
  progress: CheckoutProgress
  phase: CheckoutPhase
  actions: CheckoutActions
  onCancel: () => void
  onLookUp: () => void
}>

/** Seconds a release takes from the payment on, for the ring: what the offer promised, or what is left if that is more. */
function expectedSeconds(view: CheckoutView): number {
  return Math.max(selectedOffer(view)?.releaseSeconds ?? 0, view.verdict.secondsToRelease ?? 0, 1)
}

/** The working half of a checkout: the code or the wait, and beside it amount, choice, address and buttons. */
export function CheckoutBody({ progress, phase, actions, onCancel, onLookUp }: CheckoutBodyProps) {
  const { view, receivedAtMs } = progress
  const [mode, setMode] = useState<CodeMode>('request')
  const isTaking = phase === 'collect' || phase === 'alarm'
  // Nobody may pay by a code whose money cannot arrive, nor by the address beside it.
  const isPayable = isTaking && offReason(view) === undefined
  // What no waiting ends has no seconds: a ring that closes would promise that it does.
  const isCounting = phase === 'release' && view.verdict.secondsToRelease !== undefined
  const isOver = phase === 'over' || (phase === 'release' && !isCounting)
  return (
    <div className={classes['body']}>
      <section className={classes['stage']}>
        {isTaking && !isPayable ? <OffMessage view={view} /> : null}
        {isPayable ? <PaymentCode text={mode === 'request' ? view.uri : view.address} /> : null}
        {isCounting ? (
          <ReleaseWait
            seconds={view.verdict.secondsToRelease ?? 0}
            expectedSeconds={expectedSeconds(view)}
            receivedAtMs={receivedAtMs}
          />
        ) : null}
        {isOver ? <OverMessage view={view} /> : null}
      </section>
      <section className={classes['side']}>
        <div className={classes['facts']}>
          <AmountDue view={view} isTaking={isPayable} />
          {isTaking ? <OfferChoice view={view} /> : null}
          {isPayable ? (
            <>
              <PayTo view={view} />
              <CodeModeSwitch view={view} mode={mode} onChange={setMode} />
            </>
          ) : null}
          <AskNetworks view={view} isOpen={!isTaking} onLookUp={onLookUp} />
          {actions.extend.failure === undefined ? null : <FailureNotice failure={actions.extend.failure} />}
        </div>
        <CheckoutButtons options={optionsOf(view)} actions={actions} onCancel={onCancel} />
      </section>
    </div>
  )
}
