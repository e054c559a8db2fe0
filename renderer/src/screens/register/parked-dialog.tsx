import { ActionIcon, Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FiatCurrency } from '../../../../shared/domain/money/currency.ts'
import { sumMinor } from '../../../../shared/domain/money/money.ts'
import type { ParkedBasket } from '../../cache/cache-database.ts'
import { Amount } from '../../components/amount.tsx'
import { Icon } from '../../components/icon.tsx'
import { ScreenMessage } from '../../components/screen-message.tsx'
import { useBasket } from '../../stores/basket.ts'
import type { Parked } from './use-parked.ts'
import classes from './parked-dialog.module.css'

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false })

type RowProps = Readonly<{ basket: ParkedBasket; currency: FiatCurrency; parked: Parked; onDone: () => void }>

function Row({ basket, currency, parked, onDone }: RowProps) {
  const { t } = useTranslation()
  const time = clock.format(basket.parkedAt)
  const { lines } = basket.content
  const sum = sumMinor(lines.map((line) => line.unitPriceMinor * BigInt(line.quantity)))
  const more = lines.length > 1 ? `, ${t('register.parked.more', { count: lines.length - 1 })}` : ''
  return (
    <li className={classes['row']}>
      <div>
        <div className={classes['what']}>{`${lines[0]?.name ?? ''}${more}`}</div>
        <div className={classes['when']}>{t('register.parked.by', { time, name: basket.staffName })}</div>
      </div>
      <span className={classes['sum']}>
        <Amount minor={sum} currency={currency} />
      </span>
      <Button
        aria-label={t('register.parked.resume', { time })}
        onClick={() => {
          parked.resume(basket.id)
          onDone()
        }}
      >
        {t('register.parked.resumeWord')}
      </Button>
      <ActionIcon aria-label={t('register.parked.remove', { time })} onClick={() => parked.remove(basket.id)}>
        <Icon name="remove" />
      </ActionIcon>
    </li>
  )
}

/** Baskets that wait for a customer who comes back. */
export function ParkedDialog({
  parked,
  currency,
  onClose,
}: Readonly<{ parked: Parked; currency: FiatCurrency; onClose: () => void }>) {
  const { t } = useTranslation()
  const isEmpty = useBasket((state) => state.content.lines.length === 0)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('register.parked.title')}
      size={640}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {parked.list.length === 0 ? (
        <ScreenMessage
          icon="park"
          title={t('register.parked.empty.title')}
          body={t('register.parked.empty.body')}
        />
      ) : (
        <>
          <ul className={classes['list']}>
            {parked.list.map((basket) => (
              <Row key={basket.id} basket={basket} currency={currency} parked={parked} onDone={onClose} />
            ))}
          </ul>
          {isEmpty ? null : <p className={classes['hint']}>{t('register.parked.swap')}</p>}
        </>
      )}
    </Modal>
  )
}
