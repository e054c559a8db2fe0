import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { ScreenMessage } from '../../components/screen-message.tsx'
import { failureOfRejection } from '../../host/failure-of.ts'
import { useBasket } from '../../stores/basket.ts'
import type { SettingsView } from '../../stores/settings.ts'
import { BasketLine } from './basket-line.tsx'
import { BasketTotals } from './basket-totals.tsx'
import { TipChoice } from './tip-choice.tsx'
import type { RegisterModel } from './use-register.ts'
import classes from './basket-panel.module.css'

function Actions({ register, isEmpty }: Readonly<{ register: RegisterModel; isEmpty: boolean }>) {
  const { t } = useTranslation()
  const count = register.parked.list.length
  return (
    <div className={classes['actions']}>
      <button type="button" className={classes['action']} disabled={isEmpty} onClick={register.parked.park}>
        <Icon name="park" size={20} />
        {t('register.basket.park')}
      </button>
      <button
        type="button"
        className={classes['action']}
        aria-label={count === 0 ? t('register.basket.parked') : t('register.basket.parkedCount', { count })}
        onClick={() => register.open({ kind: 'parked' })}
      >
        {t('register.basket.parked')} {count === 0 ? null : <span className={classes['badge']}>{count}</span>}
      </button>
      <button type="button" className={classes['action']} onClick={register.newSale}>
        <Icon name="plus" size={20} />
        {t('register.basket.newSale')}
      </button>
    </div>
  )
}

function Lines({ register, settings }: Readonly<{ register: RegisterModel; settings: SettingsView }>) {
  const { t } = useTranslation()
  const lines = useBasket((state) => state.content.lines)
  if (lines.length === 0) {
    return (
      <div className={classes['empty']}>
        <ScreenMessage
          icon="basket"
          title={t('register.basket.empty.title')}
          body={t('register.basket.empty.body')}
        />
      </div>
    )
  }
  const figures = register.figures?.ok === true ? register.figures.totals.lines : []
  return (
    <ul className={classes['lines']}>
      {lines.map((line, index) => (
        <BasketLine
          key={line.id}
          line={line}
          figures={figures[index]}
          settings={settings}
          onDiscount={() => register.open({ kind: 'lineDiscount', lineId: line.id })}
        />
      ))}
    </ul>
  )
}

/** The basket: its lines, tip and totals, and the one big button. */
export function BasketPanel({
  register,
  settings,
}: Readonly<{ register: RegisterModel; settings: SettingsView }>) {
  const { t } = useTranslation()
  const isEmpty = useBasket((state) => state.content.lines.length === 0)
  const { figures } = register
  const refused = !isEmpty && figures?.ok === false ? failureOfRejection(figures) : undefined
  const failure = register.failure ?? refused
  return (
    <>
      <Actions register={register} isEmpty={isEmpty} />
      <Lines register={register} settings={settings} />
      <div className={classes['foot']}>
        {isEmpty ? null : <TipChoice register={register} settings={settings} />}
        <BasketTotals register={register} settings={settings} />
        {failure === undefined ? null : <FailureNotice failure={failure} />}
        <Button
          size="xl"
          fullWidth
          loading={register.isCharging}
          aria-keyshortcuts="Control+Enter"
          onClick={register.charge}
        >
          {t('register.basket.charge')}
        </Button>
      </div>
    </>
  )
}
