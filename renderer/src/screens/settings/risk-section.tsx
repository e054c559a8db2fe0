import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fiatCurrencies } from '../../../../shared/domain/money/currency.ts'
import { terminal } from '../../host/terminal.ts'
import { useSettings, type SettingsView } from '../../stores/settings.ts'
import { checkRiskDraft, toRiskDraft, type Risk, type RiskDraft } from './risk-draft.ts'
import classes from './rows.module.css'
import { SectionForm } from './section-frame.tsx'
import { useDraft } from './use-draft.ts'

async function saveRisk({ exposureCaps, tolerances }: Risk): Promise<void> {
  await terminal().settings.saveRisk({ caps: [...exposureCaps], tolerances })
  await useSettings.getState().refresh()
}

/** How much a network is trusted with before it is final, and how much small change the shop forgives or keeps. */
export function RiskSection({ settings }: Readonly<{ settings: SettingsView }>) {
  const { t } = useTranslation()
  const { currency } = settings.shop
  const { symbol } = fiatCurrencies[currency]
  const chains = settings.chains.chains
  const keys = chains.map((chain) => chain.key)
  const form = useDraft<Risk, RiskDraft>({
    section: 'risk',
    saved: settings,
    toDraft: (saved) => toRiskDraft(saved, keys, currency),
    check: (draft) => checkRiskDraft(draft, settings, currency),
    save: saveRisk,
  })
  const { draft, change, problemOf } = form
  return (
    <SectionForm
      title={t('settings.risk.title')}
      description={t('settings.risk.description')}
      form={form}
      isFromFile={settings.fromFile}
    >
      <section className={classes['card']} aria-label={t('settings.risk.caps')}>
        <h3 className={classes['cardTitle']}>{t('settings.risk.caps')}</h3>
        <p className={classes['empty']}>{t('settings.risk.capsHint')}</p>
        <div className={classes['grid']}>
          {chains.map(({ key, name }) => (
            <TextInput
              key={key}
              label={t('settings.risk.cap', { network: name })}
              placeholder={t('settings.risk.noCap')}
              leftSection={symbol}
              inputMode="decimal"
              maxLength={20}
              value={draft.caps[key] ?? ''}
              error={problemOf(`cap.${key}`)}
              onChange={(event) => change({ caps: { ...draft.caps, [key]: event.currentTarget.value } })}
            />
          ))}
        </div>
      </section>
      <section className={classes['card']} aria-label={t('settings.risk.tolerances')}>
        <h3 className={classes['cardTitle']}>{t('settings.risk.tolerances')}</h3>
        <div className={classes['grid']}>
          {(['under', 'over'] as const).map((field) => (
            <TextInput
              key={field}
              label={t(`settings.risk.${field}`)}
              description={t(`settings.risk.${field}Hint`)}
              leftSection={symbol}
              inputMode="decimal"
              maxLength={12}
              value={draft[field]}
              error={problemOf(field)}
              onChange={(event) => change({ [field]: event.currentTarget.value })}
            />
          ))}
        </div>
      </section>
    </SectionForm>
  )
}
