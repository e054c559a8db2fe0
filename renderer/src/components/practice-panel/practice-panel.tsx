import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { usePhoneStore } from './phone-store.ts'
import { Phone } from './phone.tsx'
import classes from './practice-panel.module.css'
import { usePhone } from './use-phone.ts'

/**
 * The practice customer's phone beside a checkout: in place where the window has room, and over the edge, on request,
 * where it has not. It never covers the status. Practice only.
 */
export function PracticePanel({ view }: Readonly<{ view: CheckoutView }>) {
  const { t } = useTranslation()
  const { isOpen, hasRoom } = usePhone()
  const show = usePhoneStore((state) => state.show)
  if (!isOpen) return null
  return (
    <aside
      className={`${classes['panel']} ${hasRoom ? '' : classes['floating']}`}
      aria-label={t('practice.title')}
    >
      <Phone view={view} onClose={() => show(false)} />
    </aside>
  )
}
