import { Button, Popover, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import { useSettings } from '../../stores/settings.ts'
import { useFilterStore } from './filter-store.ts'
import { filterExceptions, toggle } from './sale-filters-model.ts'
import classes from './sales-filters.module.css'

/** The filters that are needed less often: what went out of the ordinary, and the token. */
export function MoreFilters() {
  const { t } = useTranslation()
  const { filters, change } = useFilterStore()
  const chains = useSettings((state) => state.settings?.chains)
  const count = filters.exceptions.length + (filters.token === undefined ? 0 : 1)
  const tokens = (chains?.tokens ?? []).map((token) => ({
    value: token.currency,
    label: `${token.symbol} · ${chains?.chains.find((chain) => chain.key === token.chain)?.name ?? token.chain}`,
  }))
  return (
    <Popover position="bottom-end" shadow="md" radius="lg" trapFocus returnFocus>
      <Popover.Target>
        <Button variant={count > 0 ? 'light' : 'default'} leftSection={<Icon name="settings" size={20} />}>
          {count > 0 ? t('sales.filter.count', { count }) : t('sales.filter.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('sales.filter.title')} className={classes['more'] ?? ''}>
        <div className={classes['label']}>{t('sales.filter.exception')}</div>
        <div role="group" aria-label={t('sales.filter.exception')} className={classes['states']}>
          {filterExceptions.map((exception) => (
            <button
              key={exception}
              type="button"
              className={classes['state']}
              aria-pressed={filters.exceptions.includes(exception)}
              onClick={() => change({ exceptions: toggle(filters.exceptions, exception) })}
            >
              {t(`checkout.exceptionChip.${exception}`)}
            </button>
          ))}
        </div>
        <Select
          label={t('sales.filter.token')}
          placeholder={t('sales.filter.anyToken')}
          clearable
          comboboxProps={{ withinPortal: false }}
          value={filters.token ?? null}
          data={tokens}
          onChange={(value) => change({ token: value ?? undefined })}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
