import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { Amount } from '../../components/amount.tsx'
import { Icon } from '../../components/icon.tsx'
import type { IconName } from '../../components/icon-paths.ts'
import type { CustomerFacts } from './customer-words.ts'
import { StatusText } from './status-text.tsx'
import classes from './checkout-display.module.css'

type Look = Readonly<{ icon: IconName; tone: 'paid' | 'detected' | 'unsure' | 'unpaid' }>

const looks: Readonly<Record<CheckoutView['headline'], Look>> = {
  Waiting: { icon: 'clock', tone: 'detected' },
  Detected: { icon: 'live', tone: 'detected' },
  Paid: { icon: 'check', tone: 'paid' },
  'Not paid': { icon: 'close', tone: 'unpaid' },
  'Cannot tell': { icon: 'question', tone: 'unsure' },
}

/** What became of the payment, large enough to read from across the counter. */
export function MomentView({ view, facts }: Readonly<{ view: CheckoutView; facts: CustomerFacts }>) {
  const { icon, tone } = looks[view.headline]
  return (
    <div className={classes['moment']}>
      <div className={`${classes['disc']} ${classes[tone]}`}>
        <Icon name={icon} size={160} />
      </div>
      <StatusText view={view} facts={facts} headlineClass={classes['big']} wordsClass={classes['small']} />
      <div className={classes['amount']}>
        <Amount minor={view.amountMinor} currency={view.currency} />
      </div>
    </div>
  )
}
