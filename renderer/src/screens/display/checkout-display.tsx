import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { Amount, UnitAmount } from '../../components/amount.tsx'
import { Icon } from '../../components/icon.tsx'
import { PaymentQr } from '../../components/payment-qr.tsx'
import { formatClock, secondsLeft } from '../checkout/countdown.ts'
import { groupAddress } from '../checkout/group-address.ts'
import { offReason } from '../checkout/offer-choice-model.ts'
import { useElapsed } from '../checkout/use-elapsed.ts'
import { asksForMoney, type CustomerFacts } from './customer-words.ts'
import { MomentView } from './moment-view.tsx'
import { StatusText } from './status-text.tsx'
import classes from './checkout-display.module.css'

/** A checkout, and the page's clock when it arrived: the terminal's own clock is counted on from there. */
type ViewProps = Readonly<{ view: CheckoutView; arrivedAtMs: number }>

function TimeLeft({ view, arrivedAtMs }: ViewProps) {
  const { t } = useTranslation()
  const elapsedMs = useElapsed(arrivedAtMs)
  return (
    <div className={classes['time']} role="timer" aria-label={t('display.timeLeft')}>
      <Icon name="clock" />
      {t('display.timeLeft')}
      <span className={`amount ${classes['clock']}`}>{formatClock(secondsLeft(view, elapsedMs))}</span>
    </div>
  )
}

function Ask({ view, arrivedAtMs, facts }: ViewProps & Readonly<{ facts: CustomerFacts }>) {
  const { t } = useTranslation()
  const offer = view.offers.find(({ id }) => id === view.selectedOfferId)
  const isRest = facts.reason === 'underpaid'
  return (
    <div className={classes['ask']}>
      <div className={classes['plate']}>
        <PaymentQr text={view.uri} />
      </div>
      <div className={classes['facts']}>
        <div>
          <div className={classes['word']}>{isRest ? t('display.rest') : t('display.toPay')}</div>
          <div className={classes['amount']}>
            <Amount minor={view.amountMinor} currency={view.currency} />
          </div>
        </div>
        {offer === undefined ? null : (
          <div>
            <div className={classes['word']}>{t('display.send')}</div>
            <div className={classes['token']}>
              <UnitAmount
                minor={offer.missingMinor}
                unit={{ currency: offer.currency, scale: offer.decimals }}
              />{' '}
              <span className={classes['network']}>{t('display.on', { network: offer.chainName })}</span>
            </div>
          </div>
        )}
        <div>
          <div className={classes['word']}>{t('display.to')}</div>
          <div className={classes['address']}>
            {groupAddress(view.address).map((group, index) => (
              <span key={`${index}-${group}`}>{group}</span>
            ))}
          </div>
        </div>
        <TimeLeft view={view} arrivedAtMs={arrivedAtMs} />
        <div className={classes['status']} data-tone={isRest ? 'detected' : 'waiting'}>
          <span className={classes['icon']}>
            <Icon name={isRest ? 'live' : 'scan'} size={32} />
          </span>
          <StatusText view={view} facts={facts} />
        </div>
      </div>
    </div>
  )
}

/** One checkout for the customer: what to pay and how, then what became of it. */
export function CheckoutDisplay({ view, arrivedAtMs }: ViewProps) {
  const facts: CustomerFacts = {
    headline: view.headline,
    reason: view.verdict.reason,
    hasSeconds: view.verdict.secondsToRelease !== undefined,
    isOff: offReason(view) !== undefined,
  }
  return asksForMoney(facts) ? (
    <Ask view={view} arrivedAtMs={arrivedAtMs} facts={facts} />
  ) : (
    <MomentView view={view} facts={facts} />
  )
}
