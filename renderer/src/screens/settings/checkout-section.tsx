import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Toggle } from './toggle.tsx'
import { playSound } from '../../components/play-sound.ts'
import { terminal } from '../../host/terminal.ts'
import { useSettings, type SettingsView } from '../../stores/settings.ts'
import { checkCheckoutDraft, toCheckoutDraft } from './checkout-draft.ts'
import classes from './rows.module.css'
import { SectionForm } from './section-frame.tsx'
import { useDraft } from './use-draft.ts'

async function saveCheckout(checkout: SettingsView['checkout']): Promise<void> {
  await terminal().settings.saveCheckout({ ...checkout, tipBps: [...checkout.tipBps] })
  await useSettings.getState().refresh()
}

/** How a checkout behaves: time, tips, sound, and when an idle till locks. */
export function CheckoutSection({ settings }: Readonly<{ settings: SettingsView }>) {
  const { t } = useTranslation()
  const form = useDraft({
    section: 'checkout',
    saved: settings.checkout,
    toDraft: toCheckoutDraft,
    check: checkCheckoutDraft,
    save: saveCheckout,
  })
  const { draft, change, problemOf } = form
  return (
    <SectionForm
      title={t('settings.checkout.title')}
      description={t('settings.checkout.description')}
      form={form}
      isFromFile={settings.fromFile}
    >
      <div className={classes['grid']}>
        {(['invoiceMinutes', 'extendMinutes', 'idleMinutes'] as const).map((field) => (
          <TextInput
            key={field}
            label={t(`settings.checkout.${field}`)}
            inputMode="decimal"
            value={draft[field]}
            maxLength={8}
            error={problemOf(field)}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <TextInput
        label={t('settings.checkout.tips')}
        description={t('settings.checkout.tipsHint')}
        value={draft.tips}
        maxLength={60}
        error={problemOf('tips')}
        onChange={(event) => change({ tips: event.currentTarget.value })}
      />
      <div className={classes['row']}>
        <Toggle
          className={classes['grow'] ?? ''}
          label={t('settings.checkout.sound')}
          description={t('settings.checkout.soundHint')}
          checked={draft.sound}
          onChange={(event) => change({ sound: event.currentTarget.checked })}
        />
        <Button variant="default" onClick={() => playSound('paid')}>
          {t('settings.checkout.tryPaid')}
        </Button>
      </div>
    </SectionForm>
  )
}
