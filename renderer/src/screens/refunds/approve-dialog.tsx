import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { ApproveInPlace, ApprovedAmount } from '../../components/approval/approve-in-place.tsx'
import { approversFor } from '../../components/approval/approvers.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { GroupedAddress } from '../../components/grouped-address.tsx'
import { ScreenLoading } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { formatSaleNumber } from '../sales/sale-number.ts'
import type { RefundView } from './refund-types.ts'
import { useProblemWords } from './use-problem-words.ts'

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

function ApproveBody({ refund, close, take }: ApproveProps) {
  const { t } = useTranslation()
  const { saleId, refundId, currency } = refund
  const read = useRead(
    `approvers:${saleId}`,
    0,
    async () => (await terminal().refunds.desk({ saleId })).approvers,
  )
  const facts = useApproveFacts(refund)
  if (read.value === undefined)
    return read.failure ? (
      <FailureNotice failure={read.failure} onRetry={read.reload} />
    ) : (
      <ScreenLoading label={t('common.loading')} />
    )
  return (
    <ApproveInPlace
      facts={facts}
      people={approversFor(read.value, refund.valueMinor)}
      formatLimit={(minor) => formatMoney(minor, fiatUnit(currency))}
      submitWord={t('refunds.approve.submit')}
      approve={async (approval) => {
        take(await terminal().refunds.approve({ refundId, ...approval }))
        close()
      }}
    />
  )
}

function useApproveFacts(refund: RefundView) {
  const { t } = useTranslation()
  const nameOf = useProblemWords()
  const money = (minor: bigint): string => formatMoney(minor, fiatUnit(refund.currency))
  return [
    {
      word: t('refunds.approve.what'),
      text: (
        <>
          <ApprovedAmount>{refund.amountText}</ApprovedAmount>{' '}
          {t(refund.kind === 'excess' ? 'refunds.approve.worthExcess' : 'refunds.approve.worth', {
            amount: money(refund.valueMinor),
          })}
        </>
      ),
    },
    {
      word: t('refunds.approve.sale'),
      text: <span className="amount">{formatSaleNumber(refund.saleNumber)}</span>,
    },
    {
      word: t('refunds.approve.target'),
      text: (
        <>
          <GroupedAddress address={refund.target} />
          <div>
            {refund.chainName}, {t(`refunds.refund.proofs.${refund.proof}`)}
          </div>
        </>
      ),
    },
    ...(refund.warnings.length === 0
      ? []
      : [{ word: t('refunds.refund.warnings'), text: refund.warnings.map(nameOf).join(' ') }]),
    {
      word: t('refunds.approve.reason'),
      text: `${refund.reason} (${t('refunds.steps.byPerson', { name: refund.requestedByName })})`,
    },
  ]
}
