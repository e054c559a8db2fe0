import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { ScreenLoading } from '../../components/screen-message.tsx'
import { useSettings, type SettingsView } from '../../stores/settings.ts'
import { BasketPanel } from './basket-panel.tsx'
import { CatalogPanel } from './catalog-panel.tsx'
import { KeypadPanel } from './keypad-panel.tsx'
import { RegisterDialogs } from './register-dialogs.tsx'
import { useRegister } from './use-register.ts'
import classes from './register-screen.module.css'

function Register({ settings }: Readonly<{ settings: SettingsView }>) {
  const { t } = useTranslation()
  const register = useRegister(settings)
  return (
    <div className={classes['screen']}>
      <h1 className="visually-hidden">{t('register.title')}</h1>
      <section className={`${classes['panel']} ${classes['keypad']}`} aria-label={t('register.keypad.title')}>
        <KeypadPanel register={register} settings={settings} />
      </section>
      <section
        className={`${classes['panel']} ${classes['catalog']}`}
        aria-label={t('register.catalog.title')}
      >
        <CatalogPanel register={register} />
      </section>
      <section className={`${classes['panel']} ${classes['basket']}`} aria-label={t('register.basket.title')}>
        <BasketPanel register={register} settings={settings} />
      </section>
      <RegisterDialogs register={register} settings={settings} />
    </div>
  )
}

/** The register: keypad, catalogue and basket on one screen. */
export function RegisterScreen() {
  const { t } = useTranslation()
  const settings = useSettings((state) => state.settings)
  const failure = useSettings((state) => state.failure)
  const refresh = useSettings((state) => state.refresh)
  if (settings !== undefined) return <Register settings={settings} />
  if (failure !== undefined) return <FailureNotice failure={failure} onRetry={() => void refresh()} />
  return <ScreenLoading label={t('register.loading')} />
}
