import { useTranslation } from 'react-i18next'
import type { CachedCategory } from '../../cache/cache-database.ts'
import classes from './catalog-panel.module.css'

type CategoryBarProps = Readonly<{
  categories: readonly CachedCategory[]
  chosen: string | undefined
  onChoose: (category: string | undefined) => void
}>

/** Narrows the catalogue to one category; a second press widens it again. */
export function CategoryBar({ categories, chosen, onChoose }: CategoryBarProps) {
  const { t } = useTranslation()
  if (categories.length === 0) return null
  return (
    <fieldset
      className={classes['categories']}
      aria-label={t('register.catalog.categories')}
      // A mouse wheel moves up and down, this row sideways.
      onWheel={(event) => event.currentTarget.scrollBy({ left: event.deltaY })}
    >
      <button
        type="button"
        className={classes['category']}
        aria-pressed={chosen === undefined}
        onClick={() => onChoose(undefined)}
      >
        {t('register.catalog.all')}
      </button>
      {categories.map(({ name, items }) => (
        <button
          key={name}
          type="button"
          className={classes['category']}
          aria-pressed={name === chosen}
          onClick={() => onChoose(name === chosen ? undefined : name)}
        >
          {name}
          <span className={classes['count']}>{items}</span>
        </button>
      ))}
    </fieldset>
  )
}
