import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../sales/format-instant.ts'
import type { BankAct } from './bank-dialogs.tsx'
import { bankLooks, bankState } from './bank-state.ts'
import type { BankView } from './payout-types.ts'
import classes from './payouts.module.css'
import { ToneChip } from '../../components/tone-chip.tsx'
import { useBankWords } from './use-bank-words.ts'

type RowProps = Readonly<{ bank: BankView; act: (act: BankAct) => void }>

/** One bank account: what it is, how far it is, and what may be done with it. */
export function BankRow({ bank, act }: RowProps) {
  const { t, i18n } = useTranslation()
  const wordsOf = useBankWords()
  const state = bankState(bank)
  const { bankId, can, problem, approvedByName, network } = bank
  const entered = {
    time: formatInstant(bank.requestedAt, i18n.language),
    name: bank.requestedByName,
  }
  return (
    <li className={classes['card']}>
      <div className={classes['cardHead']}>
        <h2 className={classes['subtitle']}>{bank.name}</h2>
        <ToneChip {...bankLooks[state]} word={t(`payouts.banks.state.${state}`)} />
        <span className={classes['space']} />
        {can.approve ? (
          <Button onClick={() => act({ kind: 'approve', bankId })}>{t('payouts.banks.approve')}</Button>
        ) : null}
        {can.decline ? (
          <Button variant="default" onClick={() => act({ kind: 'decline', bankId })}>
            {t('payouts.banks.decline')}
          </Button>
        ) : null}
        {can.remove ? (
          <Button variant="default" onClick={() => act({ kind: 'remove', bankId })}>
            {t('payouts.banks.remove')}
          </Button>
        ) : null}
      </div>
      <p className={classes['line']}>
        {bank.text}, {t(`payouts.banks.network.${network}`)}
        {network === 'WIRE'
          ? ` ${t(bank.isDomestic ? 'payouts.banks.domestic' : 'payouts.banks.abroad')}`
          : ''}
      </p>
      <p className={classes['line']}>
        {wordsOf(bank)} {problem ?? ''}
      </p>
      <p className={classes['hint']}>
        {approvedByName === undefined
          ? t('payouts.banks.by', entered)
          : t('payouts.banks.byBoth', { ...entered, approver: approvedByName })}
      </p>
    </li>
  )
}
