import { useTranslation } from 'react-i18next'
import { ApprovedAmount } from '../../components/approval/approve-in-place.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import type { PayoutView } from './payout-types.ts'

type ApproveProps = Readonly<{ payout: PayoutView; close: () => void; take: (payout: PayoutView) => void }>

/** Another person lets a payout go. */
export function ApprovePayout({ isOpen, ...props }: ApproveProps & Readonly<{ isOpen: boolean }>) {
  return isOpen ? <Approve {...props} /> : null
}

function Approve({ payout, close, take }: ApproveProps) {
  const { t } = useTranslation()
  const { payoutId, note } = payout
  const { value } = useRead(`approvers:${payoutId}`, 0, () => terminal().payouts.approvers({ payoutId }))
  if (value === undefined) return null
  return (
    <ApproveDialog
      title={t('payouts.approve.title', { number: payout.numberText })}
      facts={[
        {
          word: t('payouts.approve.what'),
          text: <ApprovedAmount>{payout.amountText}</ApprovedAmount>,
        },
        { word: t('payouts.approve.from'), text: <span className="amount">{payout.fromText}</span> },
        { word: t('payouts.approve.to'), text: payout.bankText },
        { word: t('payouts.approve.asked'), text: payout.requestedByName },
        ...(note === '' ? [] : [{ word: t('payouts.approve.note'), text: note }]),
      ]}
      candidates={value.approvers}
      askedById={payout.requestedById}
      dollarsMinor={payout.dollarsMinor}
      submitWord={t('payouts.approve.submit')}
      approve={async (approval) => take(await terminal().payouts.approve({ payoutId, ...approval }))}
      close={close}
    />
  )
}
