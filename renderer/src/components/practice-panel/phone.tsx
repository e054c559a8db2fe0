import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { Icon } from '../icon.tsx'
import classes from './phone.module.css'
import { PhoneBalances } from './phone-balances.tsx'
import { PhoneScan } from './phone-scan.tsx'
import { PhoneSpinner } from './phone-spinner.tsx'
import { usePracticeCustomer } from './use-practice-customer.ts'
import { useSending } from './use-sending.ts'

const ways = ['less', 'more', 'twice', 'otherToken'] as const

type PhoneProps = Readonly<{ view: CheckoutView; onClose: () => void }>

/** A phone with a wallet of practice money, which pays this checkout in one press. */
export function Phone({ view, onClose }: PhoneProps) {
  const { t } = useTranslation()
  const { value: customer, failure, reload } = usePracticeCustomer(`${view.status} ${view.payments.length}`)
  const sending = useSending(view.saleId, reload)
  return (
    <div className={classes['phone']}>
      <div className={classes['screen']}>
        <header className={classes['head']}>
          <span className={classes['avatar']} aria-hidden="true">
            {customer?.name.slice(0, 1) ?? ''}
          </span>
          <div className={classes['who']}>
            <strong>{customer?.name ?? t('practice.wallet')}</strong>
            <span>{t('practice.notReal')}</span>
          </div>
          <button
            type="button"
            className={classes['close']}
            aria-label={t('practice.close')}
            onClick={onClose}
          >
            <Icon name="close" size={20} />
          </button>
        </header>
        <div className={classes['content']}>
          <button
            type="button"
            className={classes['pay']}
            disabled={sending.isBusy}
            onClick={() => void sending.pay('exact')}
          >
            {sending.isBusy ? <PhoneSpinner /> : <Icon name="check" size={24} />}
            {t('practice.how.exact')}
          </button>
          <div className={classes['ways']}>
            {ways.map((how) => (
              <button
                key={how}
                type="button"
                className={classes['way']}
                disabled={sending.isBusy}
                onClick={() => void sending.pay(how)}
              >
                {t(`practice.how.${how}`)}
              </button>
            ))}
          </div>
          <div aria-live="polite" className={classes['outcome']}>
            {sending.isBusy ? t('practice.sending') : null}
            {sending.sentCount > 0 && !sending.isBusy ? (
              <span className={classes['sent']}>
                <Icon name="check" size={18} />
                {t('practice.sentTimes', { count: sending.sentCount })}
              </span>
            ) : null}
          </div>
          {sending.failure === undefined ? null : <FailureNotice failure={sending.failure} />}
          <PhoneScan shownUri={view.uri} sending={sending} />
          <PhoneBalances customer={customer} failure={failure} onRetry={reload} />
        </div>
      </div>
    </div>
  )
}
