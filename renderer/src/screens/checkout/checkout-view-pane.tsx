import { useState } from 'react'
import { parseTransactionText } from '../../../../shared/domain/look-up/parse-transaction-text.ts'
import { AlarmFoot } from './alarm-foot.tsx'
import { AlarmMessage } from './alarm-message.tsx'
import { LookUpDialog } from '../look-up/look-up-dialog.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { CheckoutBody } from './checkout-body.tsx'
import { optionsOf, phaseOf, type CheckoutPhase } from './checkout-phase.ts'
import type { CheckoutProgress } from './checkout-progress.ts'
import classes from './checkout-view-pane.module.css'
import { PaidAmount } from './paid-amount.tsx'
import { PaidFoot } from './paid-foot.tsx'
import { PaymentStatus } from './payment-status.tsx'
import { TimeLeft } from './time-left.tsx'
import { useCheckoutActions } from './use-checkout-actions.ts'
import { useCheckoutKeys } from './use-checkout-keys.ts'

type PaneProps = Readonly<{ progress: CheckoutProgress }>

/** A checkout in whatever phase it is. The status stays the same element throughout, so that every change is heard. */
export function CheckoutViewPane({ progress }: PaneProps) {
  const { view, wasPaid, receivedAtMs } = progress
  const phase = phaseOf(view, wasPaid)
  const options = optionsOf(view)
  const actions = useCheckoutActions(view.saleId)
  const [isCancelling, setCancelling] = useState(false)
  const [lookUp, setLookUp] = useState<Readonly<{ scanned: string }> | undefined>()
  const [isCodeWanted, setCodeWanted] = useState(false)
  const startNew = options.startNew ? actions.startNew : undefined
  const onLookUp = (): void => setLookUp({ scanned: '' })
  useCheckoutKeys(
    {
      enter: startNew,
      n: startNew,
      e: options.extend ? () => void actions.extend.run() : undefined,
      l: onLookUp,
      c: options.cancel ? () => setCancelling(true) : undefined,
    },
    // The barcode of goods is nothing to look up.
    (scanned) => (parseTransactionText(scanned).ok ? setLookUp({ scanned }) : undefined),
  )
  const isAlarm = phase === 'alarm' && !isCodeWanted
  const isFull = phase === 'paid' || isAlarm
  const onCancel = (): void => setCancelling(true)
  return (
    <div className={classes['pane']}>
      <div className={`${classes['head']} ${isFull ? classes['full'] : ''} ${classes[phase]}`}>
        <PaymentStatus view={view} wasPaid={wasPaid} />
        {phase === 'paid' ? <PaidAmount view={view} /> : null}
        {isAlarm ? <AlarmMessage wasPaid={wasPaid} /> : null}
        {hasClock(phase, isAlarm) ? <TimeLeft view={view} receivedAtMs={receivedAtMs} /> : null}
      </div>
      {phase === 'paid' ? <PaidFoot view={view} actions={actions} /> : null}
      {isAlarm ? (
        <AlarmFoot
          view={view}
          actions={actions}
          onCancel={onCancel}
          onLookUp={onLookUp}
          onShowCode={() => setCodeWanted(true)}
        />
      ) : null}
      {isFull ? null : (
        <CheckoutBody
          progress={progress}
          phase={phase}
          actions={actions}
          onCancel={onCancel}
          onLookUp={onLookUp}
        />
      )}
      <LookUpDialog
        isOpen={lookUp !== undefined}
        saleId={view.saleId}
        scanned={lookUp?.scanned ?? ''}
        onClose={() => setLookUp(undefined)}
      />
      <CancelDialog
        isOpen={isCancelling && options.cancel}
        hasMoney={view.receivedText !== undefined}
        cancel={actions.cancel}
        onClose={() => setCancelling(false)}
      />
    </div>
  )
}

function hasClock(phase: CheckoutPhase, isAlarm: boolean): boolean {
  return phase === 'collect' || (phase === 'alarm' && !isAlarm)
}
