import { Button, Modal } from '@mantine/core'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { GroupedAddress } from '../../components/grouped-address.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading } from '../../components/screen-message.tsx'
import { failureOf } from '../../host/failure-of.ts'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { useSession } from '../../stores/session.ts'
import { pinLengths } from '../lock/pin-digits.ts'
import { PinPad } from '../lock/pin-pad.tsx'
import { usePinKeys, useTypedPin } from '../lock/use-typed-pin.ts'
import { RadioChips } from '../checkout/radio-chips.tsx'
import { formatSaleNumber } from '../sales/sale-number.ts'
import { approversFor, type Approver } from './approvers.ts'
import classes from './approve-dialog.module.css'
import type { RefundView } from './refund-types.ts'

type ApproveProps = Readonly<{
  refund: RefundView
  close: () => void
  take: (refund: RefundView) => void
}>

/** Approval in place: what is approved, who approves it, and then their PIN. Whoever is signed in stays signed in. */
export function ApproveDialog({ isOpen, ...props }: ApproveProps & Readonly<{ isOpen: boolean }>) {
  const { t } = useTranslation()
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened={isOpen}
      onClose={props.close}
      title={t('refunds.approve.title', { number: props.refund.numberText })}
      size={880}
    >
      <ApproveBody {...props} />
    </Modal>
  )
}

function worthOf({ kind, parts }: RefundView): bigint | undefined {
  return kind === 'excess' ? undefined : parts.totalMinor
}

function ApproveBody({ refund, close, take }: ApproveProps) {
  const { t } = useTranslation()
  const { saleId } = refund
  const read = useRead(
    `approvers:${saleId}`,
    0,
    async () => (await terminal().refunds.desk({ saleId })).approvers,
  )
  const [chosenId, choose] = useState<string | undefined>()
  // The digits of a PIN are for the dialog, and Enter does not press its close button.
  const focus = useCallback((place: HTMLElement | null) => place?.focus(), [])
  const people = approversFor(read.value ?? [], worthOf(refund))
  const allowed = people.filter(({ isAllowed }) => isAllowed)
  // Where there is one, nobody has to be chosen.
  const chosen =
    allowed.find(({ staffId }) => staffId === chosenId) ?? (allowed.length === 1 ? allowed[0] : undefined)
  if (read.value === undefined)
    return read.failure ? (
      <FailureNotice failure={read.failure} onRetry={read.reload} />
    ) : (
      <ScreenLoading label={t('common.loading')} />
    )
  return (
    <div ref={focus} tabIndex={-1} className={classes['body']}>
      <div className={classes['facts']}>
        <ApproveFacts refund={refund} />
        {allowed.length === 0 ? (
          <Notice kind="warning" title={t('refunds.approve.nobody')} hint={t('refunds.approve.nobodyHint')} />
        ) : (
          <Approvers people={people} refund={refund} chosen={chosen} choose={choose} />
        )}
      </div>
      <ApprovePin key={chosen?.staffId ?? ''} refund={refund} approver={chosen} close={close} take={take} />
    </div>
  )
}

function ApproveFacts({ refund }: Readonly<{ refund: RefundView }>) {
  const { t } = useTranslation()
  const worth = worthOf(refund)
  return (
    <dl className={classes['list']}>
      <dt>{t('refunds.approve.what')}</dt>
      <dd>
        <strong className={`amount ${classes['amount']}`}>{refund.amountText}</strong>{' '}
        {worth === undefined
          ? t('refunds.refund.excess')
          : t('refunds.approve.worth', { amount: formatMoney(worth, fiatUnit(refund.currency)) })}
      </dd>
      <dt>{t('refunds.approve.sale')}</dt>
      <dd className="amount">{formatSaleNumber(refund.saleNumber)}</dd>
      <dt>{t('refunds.approve.target')}</dt>
      <dd>
        <GroupedAddress address={refund.target} />
        <div>
          {refund.chainName}, {t(`refunds.refund.proofs.${refund.proof}`)}
        </div>
      </dd>
      <dt>{t('refunds.approve.reason')}</dt>
      <dd>
        {refund.reason} ({t('refunds.steps.byPerson', { name: refund.requestedByName })})
      </dd>
    </dl>
  )
}

type ApproversProps = Readonly<{
  people: readonly Approver[]
  refund: RefundView
  chosen: Approver | undefined
  choose: (staffId: string) => void
}>

function Approvers({ people, refund, chosen, choose }: ApproversProps) {
  const { t } = useTranslation()
  const limit = ({ maxMinor, isAllowed }: Approver): string => {
    if (maxMinor === undefined) return t('refunds.approve.noLimit')
    const amount = formatMoney(maxMinor, fiatUnit(refund.currency))
    return t(isAllowed ? 'refunds.approve.limit' : 'refunds.approve.tooSmall', { amount })
  }
  return (
    <RadioChips
      name="refund-approver"
      label={t('refunds.approve.who')}
      look="field"
      value={chosen?.staffId ?? ''}
      chips={people.map((person) => ({
        value: person.staffId,
        label: person.name,
        note: `${t(`common.role.${person.role}`)}, ${limit(person)}`,
        isDisabled: !person.isAllowed,
      }))}
      onChange={choose}
    />
  )
}

function ApprovePin({
  refund,
  approver,
  close,
  take,
}: ApproveProps & Readonly<{ approver: Approver | undefined }>) {
  const { t } = useTranslation()
  const signedIn = useSession((state) => state.session?.staff.name)
  const send = async (approverId: string, pin: string) => {
    try {
      take(await terminal().refunds.approve({ refundId: refund.refundId, approverId, pin }))
      close()
      return undefined
    } catch (error) {
      return failureOf(error)
    }
  }
  const staffId = approver?.staffId
  const entry = useTypedPin({ send: staffId === undefined ? undefined : (pin) => send(staffId, pin) })
  usePinKeys(entry)
  const title =
    approver === undefined ? t('refunds.approve.choose') : t('refunds.approve.pinOf', { name: approver.name })
  return (
    <section className={classes['pin']} aria-label={title}>
      <h3 className={classes['pinTitle']}>{title}</h3>
      <PinPad entry={entry} isDisabled={approver === undefined || entry.isBusy} />
      <Button
        size="lg"
        fullWidth
        loading={entry.isBusy}
        disabled={approver === undefined || entry.pin.length < pinLengths.min}
        onClick={entry.submit}
      >
        {t('refunds.approve.submit')}
      </Button>
      {signedIn === undefined || signedIn === approver?.name ? null : (
        <p className={classes['stays']}>{t('refunds.approve.stays', { name: signedIn })}</p>
      )}
    </section>
  )
}
