import { useTranslation } from 'react-i18next'
import { Icon } from '../icon.tsx'
import { usePhoneStore } from './phone-store.ts'
import classes from './practice-panel.module.css'
import { usePhone } from './use-phone.ts'

/** Takes the practice customer's phone out. Practice only. */
export function PhoneButton() {
  const { t } = useTranslation()
  const { isThere, isOpen } = usePhone()
  const show = usePhoneStore((state) => state.show)
  if (!isThere || isOpen) return null
  return (
    <button
      type="button"
      className={classes['button']}
      aria-label={t('practice.open')}
      title={t('practice.open')}
      onClick={() => show(true)}
    >
      <Icon name="phone" size={24} />
    </button>
  )
}
