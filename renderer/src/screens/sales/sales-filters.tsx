import { Button, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import { datePresets, type DatePreset } from './date-range.ts'
import { useFilterStore } from './filter-store.ts'
import { MoreFilters } from './more-filters.tsx'
import { countFilters, toggle } from './sale-filters-model.ts'
import { saleStates } from './sale-state.ts'
import classes from './sales-filters.module.css'

function isDatePreset(text: string | null): text is DatePreset {
  return datePresets.some((preset) => preset === text)
}

/** Search and filters of the list. */
export function SalesFilters() {
  const { t } = useTranslation()
  const { filters, change, clear } = useFilterStore()
  return (
    <div className={classes['filters']}>
      <div className={classes['line']}>
        <TextInput
          className={classes['search'] ?? ''}
          type="search"
          aria-label={t('sales.search.label')}
          placeholder={t('sales.search.placeholder')}
          maxLength={120}
          leftSection={<Icon name="search" size={20} />}
          value={filters.search}
          onChange={(event) => change({ search: event.currentTarget.value })}
        />
        <Select
          className={classes['date'] ?? ''}
          aria-label={t('sales.filter.date')}
          allowDeselect={false}
          value={filters.date}
          data={datePresets.map((preset) => ({ value: preset, label: t(`sales.date.${preset}`) }))}
          onChange={(value) => {
            if (isDatePreset(value)) change({ date: value })
          }}
        />
        <MoreFilters />
      </div>
      <div className={classes['line']}>
        <div role="group" aria-label={t('sales.filter.status')} className={classes['states']}>
          {saleStates.map((state) => (
            <button
              key={state}
              type="button"
              className={classes['state']}
              aria-pressed={filters.states.includes(state)}
              onClick={() => change({ states: toggle(filters.states, state) })}
            >
              {t(`sales.state.${state}`)}
            </button>
          ))}
        </div>
        {countFilters(filters) > 0 || filters.search !== '' ? (
          <Button variant="subtle" onClick={clear}>
            {t('sales.filter.clear')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
