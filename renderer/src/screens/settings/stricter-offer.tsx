import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayActAs } from '../../../../shared/domain/staff/role.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { useSession } from '../../stores/session.ts'
import { useSettings, type SettingsView } from '../../stores/settings.ts'
import { useAction } from '../checkout/use-action.ts'
import { dismissals } from './dismissals.ts'
import classes from './rows.module.css'

/** A default that became stricter since the shop took it over: applied or dismissed by a person, never by itself. */
export function StricterOffer({ settings }: Readonly<{ settings: SettingsView }>) {
  const { t } = useTranslation()
  const role = useSession((state) => state.session?.staff.role)
  const { stricterRules: offered = [], chains } = settings
  const name = `stricterRules:${offered.map((rule) => `${rule.chain} ${rule.maxAmountMinor ?? ''}`).join()}`
  const [dismissed, setDismissed] = useState(() => dismissals.read())
  const apply = useAction(async () => {
    await terminal().settings.applyStricterRules()
    await useSettings.getState().refresh()
  })
  if (offered.length === 0 || settings.fromFile || dismissed.includes(name)) return null
  const names = new Set(
    offered.map(({ chain }) => chains.chains.find(({ key }) => key === chain)?.name ?? chain),
  )
  return (
    <>
      {apply.failure === undefined ? null : <FailureNotice failure={apply.failure} />}
      <Notice
        kind="info"
        title={t('settings.release.stricter', { networks: [...names].join(', ') })}
        action={
          role !== undefined && mayActAs(role, 'owner') ? (
            <div className={classes['offer']}>
              <Button variant="default" onClick={() => setDismissed(dismissals.add(name))}>
                {t('settings.release.stricterDismiss')}
              </Button>
              <Button loading={apply.isBusy} onClick={() => void apply.run()}>
                {t('settings.release.stricterApply')}
              </Button>
            </div>
          ) : null
        }
      />
    </>
  )
}
