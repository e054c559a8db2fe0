import { useTranslation } from 'react-i18next'
import { terminal } from '../../host/terminal.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import { EndDialog } from './end-dialog.tsx'
import type { BanksView, BankView } from './payout-types.ts'

/** What somebody does with a bank account. */
export type BankAct = Readonly<{ kind: 'approve' | 'decline' | 'remove'; bankId: string }>

type DialogsProps = Readonly<{
  view: BanksView
  act: BankAct | undefined
  close: () => void
  reload: () => void
}>

/** Agrees to a bank account, says no to it, or ends it. */
export function BankDialogs({ view, act, close, reload }: DialogsProps) {
  const bank = view.banks.find(({ bankId }) => bankId === act?.bankId)
  if (act === undefined || bank === undefined) return null
  const { bankId, name, text, can } = bank
  if (act.kind === 'approve')
    return can.approve ? <ApproveBank view={view} bank={bank} close={close} reload={reload} /> : null
  const { kind } = act
  return (
    <EndDialog
      what={kind === 'decline' ? 'bankDecline' : 'bankRemove'}
      name={name}
      about={text}
      close={close}
      end={async (reason) => {
        await terminal().banks[kind]({ bankId, reason })
        reload()
      }}
    />
  )
}

function ApproveBank({
  view,
  bank,
  close,
  reload,
}: Omit<DialogsProps, 'act'> & Readonly<{ bank: BankView }>) {
  const { t } = useTranslation()
  const { bankId, name } = bank
  const { coolOffHours } = view
  return (
    <ApproveDialog
      title={t('payouts.banks.approveTitle', { name })}
      facts={[
        { word: t('payouts.banks.approveBank'), text: bank.text },
        { word: t('payouts.banks.approveNetwork'), text: t(`payouts.banks.network.${bank.network}`) },
        { word: t('payouts.approve.asked'), text: bank.requestedByName },
        ...(coolOffHours > 0
          ? [
              {
                word: t('payouts.banks.approveAfter'),
                text: t('payouts.banks.coolOff', { count: coolOffHours }),
              },
            ]
          : []),
      ]}
      candidates={view.approvers}
      askedById={bank.requestedById}
      submitWord={t('payouts.banks.approveSubmit')}
      approve={async (approval) => {
        await terminal().banks.approve({ bankId, ...approval })
        reload()
      }}
      close={close}
    />
  )
}
