import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { terminal } from '../../host/terminal.ts'
import { useAction } from '../checkout/use-action.ts'
import { RejectionNotice } from './rejection-notice.tsx'
import rows from './rows.module.css'
import type { SettlementView } from './settlement-client.ts'
import classes from './settlement.module.css'

type SettlementConversionsProps = Readonly<{
  account: NonNullable<SettlementView['account']>
  symbols: readonly string[]
  mayChange: boolean
  reload: () => void
}>

/** What becomes of each token when it arrives. */
export function SettlementConversions({ account, symbols, mayChange, reload }: SettlementConversionsProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<readonly string[]>(account.convertToUsd)
  const [isSaved, setSaved] = useState(false)
  const save = useAction(async () => {
    await terminal().settlement.chooseConversions({ convertToUsd: [...chosen] })
    setSaved(true)
    reload()
  })
  const isDirty = symbols.some((symbol) => chosen.includes(symbol) !== account.convertToUsd.includes(symbol))
  return (
    <section className={rows['card']} aria-label={t('settlement.conversions.title')}>
      <h3 className={rows['cardTitle']}>{t('settlement.conversions.title')}</h3>
      <p className={rows['soft']}>{t('settlement.conversions.hint')}</p>
      {symbols.length === 0 ? <p className={rows['empty']}>{t('settlement.conversions.none')}</p> : null}
      {symbols.map((symbol) => (
        <div key={symbol} className={classes['token']}>
          <span className={classes['name']}>{symbol}</span>
          <SegmentedControl
            size="lg"
            aria-label={symbol}
            disabled={!mayChange}
            value={chosen.includes(symbol) ? 'convert' : 'keep'}
            data={[
              { value: 'keep', label: t('settlement.conversions.keep', { symbol }) },
              { value: 'convert', label: t('settlement.conversions.convert') },
            ]}
            onChange={(value) => {
              setSaved(false)
              const others = chosen.filter((each) => each !== symbol)
              setChosen(value === 'convert' ? [...others, symbol] : others)
            }}
          />
        </div>
      ))}
      {save.failure === undefined ? null : <RejectionNotice failure={save.failure} />}
      {mayChange && symbols.length > 0 ? (
        <div className={rows['buttons']}>
          <span role="status" className={classes['busy']}>
            {isSaved && !isDirty ? t('settlement.conversions.saved') : null}
          </span>
          <Button disabled={!isDirty} loading={save.isBusy} onClick={() => void save.run()}>
            {t('settlement.conversions.save')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
