import { useTranslation } from 'react-i18next'

/** The register: keypad, catalogue and basket on one screen. */
export function RegisterScreen() {
  const { t } = useTranslation()
  return <h1 className="visually-hidden">{t('register.title')}</h1>
}
