import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fiatCurrencies } from '../../../../shared/domain/money/currency.ts'
import { terminal } from '../../host/terminal.ts'
import { useSettings, type SettingsView } from '../../stores/settings.ts'
import {
  checkApprovalsDraft,
  keptAssets,
  toApprovals,
  toApprovalsDraft,
  type Approvals,
  type ApprovalsDraft,
  type LimitField,
} from './approvals-draft.ts'
import classes from './rows.module.css'
import { SectionForm } from './section-frame.tsx'
import { useDraft, type Draft } from './use-draft.ts'

/** Saves both; a second press after the first alone was saved saves it again, which changes nothing. */
async function saveApprovals({ refunds, payouts }: Approvals): Promise<void> {
  try {
    await terminal().settings.saveRefunds(refunds)
    await terminal().settings.savePayouts({ ...payouts, keepBack: [...payouts.keepBack] })
  } finally {
    await useSettings.getState().refresh()
  }
}

type FieldsProps = Readonly<{ form: Draft<ApprovalsDraft>; symbol: string }>

const refundLimits = [
  ['cashierRefund', 'cashier'],
  ['managerRefund', 'manager'],
  ['ownerRefund', 'owner'],
] as const
const payoutLimits = [
  ['managerPayout', 'manager'],
  ['ownerPayout', 'owner'],
] as const

type LimitProps = FieldsProps &
  Readonly<{ limits: readonly (readonly [field: LimitField, role: 'cashier' | 'manager' | 'owner'])[] }>

function Limits({ form, symbol, limits }: LimitProps) {
  const { t } = useTranslation()
  const { draft, change, problemOf } = form
  return limits.map(([field, role]) => (
    <TextInput
      key={field}
      label={t(`approvals.${role}`)}
      placeholder={role === 'cashier' ? undefined : t('approvals.noLimit')}
      leftSection={symbol}
      inputMode="decimal"
      maxLength={20}
      value={draft[field]}
      error={problemOf(field)}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  ))
}

function RefundFields({ form, symbol }: FieldsProps) {
  const { t } = useTranslation()
  const { draft, change, problemOf } = form
  return (
    <section className={classes['card']} aria-label={t('approvals.refunds')}>
      <h3 className={classes['cardTitle']}>{t('approvals.refunds')}</h3>
      <p className={classes['empty']}>{t('approvals.refundsHint')}</p>
      <div className={classes['grid']}>
        <Limits form={form} symbol={symbol} limits={refundLimits} />
        <TextInput
          label={t('approvals.travelRule')}
          description={t('approvals.travelRuleHint')}
          leftSection={symbol}
          inputMode="decimal"
          maxLength={20}
          value={draft.travelRule}
          error={problemOf('travelRule')}
          onChange={(event) => change({ travelRule: event.currentTarget.value })}
        />
      </div>
    </section>
  )
}

function PayoutFields({ form, symbol }: FieldsProps) {
  const { t } = useTranslation()
  const { draft, change, problemOf } = form
  return (
    <section className={classes['card']} aria-label={t('approvals.payouts')}>
      <h3 className={classes['cardTitle']}>{t('approvals.payouts')}</h3>
      <p className={classes['empty']}>{t('approvals.payoutsHint')}</p>
      <div className={classes['grid']}>
        <Limits form={form} symbol={symbol} limits={payoutLimits} />
        <TextInput
          label={t('approvals.coolOff')}
          description={t('approvals.coolOffHint')}
          inputMode="numeric"
          maxLength={3}
          value={draft.coolOffHours}
          error={problemOf('coolOffHours')}
          onChange={(event) => change({ coolOffHours: event.currentTarget.value })}
        />
      </div>
    </section>
  )
}

function KeepBackFields({ form }: Pick<FieldsProps, 'form'>) {
  const { t } = useTranslation()
  const { draft, change, problemOf } = form
  return (
    <section className={classes['card']} aria-label={t('approvals.keepBack')}>
      <h3 className={classes['cardTitle']}>{t('approvals.keepBack')}</h3>
      <p className={classes['empty']}>{t('approvals.keepBackHint')}</p>
      <div className={classes['grid']}>
        {Object.entries(draft.keepBack).map(([asset, text]) => (
          <TextInput
            key={asset}
            label={t('approvals.keep', { asset })}
            inputMode="decimal"
            maxLength={40}
            value={text}
            error={problemOf(`keep.${asset}`)}
            onChange={(event) =>
              change({ keepBack: { ...draft.keepBack, [asset]: event.currentTarget.value } })
            }
          />
        ))}
      </div>
    </section>
  )
}

/** How much money each role may let go, how long a new bank account waits, and what stays for refunds. */
export function ApprovalsSection({ settings }: Readonly<{ settings: SettingsView }>) {
  const { t } = useTranslation()
  const { currency } = settings.shop
  const assets = keptAssets(settings)
  const form = useDraft<Approvals, ApprovalsDraft>({
    section: 'approvals',
    saved: toApprovals(settings),
    toDraft: (saved) => toApprovalsDraft(saved, assets, currency),
    check: (draft) => checkApprovalsDraft(draft, currency),
    save: saveApprovals,
  })
  return (
    <SectionForm
      title={t('settings.approvals.title')}
      description={t('settings.approvals.description')}
      form={form}
      isFromFile={settings.fromFile}
    >
      <RefundFields form={form} symbol={fiatCurrencies[currency].symbol} />
      <PayoutFields form={form} symbol={fiatCurrencies.USD.symbol} />
      <KeepBackFields form={form} />
    </SectionForm>
  )
}
