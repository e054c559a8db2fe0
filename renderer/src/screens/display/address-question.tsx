import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { GroupedAddress } from '../../components/grouped-address.tsx'
import { Icon } from '../../components/icon.tsx'
import { terminal } from '../../host/terminal.ts'
import { useAction } from '../checkout/use-action.ts'
import classes from './address-question.module.css'
import type { DisplayState } from './display-state.ts'

type Question = Extract<DisplayState, { kind: 'confirmAddress' }>

/** Asks the customer whether money may go to an address: is it theirs? What was asked last is all that is shown. */
export function AddressQuestion({ question }: Readonly<{ question: Question }>) {
  const { t } = useTranslation()
  const { askId, amountText, chainName, address } = question
  const answer = useAction((isMine: boolean) => terminal().display.answerAddress({ askId, isMine }))
  return (
    <section className={classes['question']} aria-labelledby="address-question">
      <p className={classes['amount']}>
        {t('display.address.amount', { amount: amountText, network: chainName })}
      </p>
      <h2 id="address-question" className={classes['title']}>
        {t('display.address.title')}
      </h2>
      <div className={classes['address']}>
        <GroupedAddress address={address} isLarge />
      </div>
      <p className={classes['hint']}>{t('display.address.hint')}</p>
      {answer.failure === undefined ? null : <FailureNotice failure={answer.failure} />}
      <div className={classes['buttons']}>
        <button
          type="button"
          className={classes['no']}
          disabled={answer.isBusy}
          onClick={() => void answer.run(false)}
        >
          <Icon name="close" size={32} />
          {t('display.address.no')}
        </button>
        <button
          type="button"
          className={classes['yes']}
          disabled={answer.isBusy}
          onClick={() => void answer.run(true)}
        >
          <Icon name="check" size={32} />
          {t('display.address.yes')}
        </button>
      </div>
    </section>
  )
}
