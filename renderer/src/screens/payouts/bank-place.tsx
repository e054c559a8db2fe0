import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Place } from './bank-draft.ts'
import classes from './payouts.module.css'

type PlaceProps = Readonly<{
  title: string
  place: Place
  isWrong: boolean
  change: (place: Place) => void
}>

const parts = ['country', 'address1', 'city', 'province', 'zipCode'] as const
const lengths = { country: 3, address1: 100, city: 100, province: 100, zipCode: 20 } as const

/** An address of an owner or a bank; only its country has to be there. */
export function BankPlace({ title, place, isWrong, change }: PlaceProps) {
  const { t } = useTranslation()
  return (
    <fieldset className={classes['place']}>
      <legend className={classes['subtitle']}>{title}</legend>
      <div className={classes['fields']}>
        {parts.map((part) => (
          <TextInput
            key={part}
            label={t(`payouts.bankForm.${part}`)}
            value={place[part]}
            maxLength={lengths[part]}
            autoComplete="off"
            error={part === 'country' && isWrong ? t('payouts.bankForm.problem.country') : null}
            onChange={(event) => change({ ...place, [part]: event.currentTarget.value })}
          />
        ))}
      </div>
    </fieldset>
  )
}
