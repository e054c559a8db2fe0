import { ActionIcon, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { CatalogGrid } from './catalog-grid.tsx'
import { CategoryBar } from './category-bar.tsx'
import { useCatalog, type CatalogList } from './use-catalog.ts'
import { useRegisterKeys } from './use-register-keys.ts'
import { useScan } from './use-scan.ts'
import type { RegisterModel } from './use-register.ts'
import classes from './catalog-panel.module.css'

type SearchFieldProps = Readonly<{
  value: string
  onChange: (value: string) => void
  onEnter: () => void
  field: React.RefObject<HTMLInputElement | null>
}>

function SearchField({ value, onChange, onEnter, field }: SearchFieldProps) {
  const { t } = useTranslation()
  return (
    <TextInput
      ref={field}
      type="search"
      className={classes['search']}
      aria-label={t('register.catalog.search')}
      placeholder={t('register.catalog.searchPlaceholder')}
      value={value}
      maxLength={120}
      leftSection={<Icon name="search" size={20} />}
      rightSection={
        value === '' ? (
          <Icon name="scan" size={20} />
        ) : (
          <ActionIcon aria-label={t('register.catalog.clearSearch')} onClick={() => onChange('')}>
            <Icon name="close" size={20} />
          </ActionIcon>
        )
      }
      rightSectionWidth={48}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onChange('')
        if (event.key === 'Enter' && !event.ctrlKey) onEnter()
      }}
    />
  )
}

function Items({
  list,
  register,
  isNarrowed,
}: Readonly<{ list: CatalogList; register: RegisterModel; isNarrowed: boolean }>) {
  const { t } = useTranslation()
  if (list.items.length > 0) return <CatalogGrid list={list} onPick={register.addItem} />
  if (list.source !== 'terminal' && list.failure === undefined) {
    return <ScreenLoading label={t('register.catalog.loading')} />
  }
  const text = isNarrowed ? 'noMatch' : 'empty'
  return (
    <ScreenMessage
      icon={isNarrowed ? 'search' : 'box'}
      title={t(`register.catalog.${text}.title`)}
      body={t(`register.catalog.${text}.body`)}
    />
  )
}

/** Items by category or search, and whatever the scanner reads. */
export function CatalogPanel({ register }: Readonly<{ register: RegisterModel }>) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [category, setCategory] = useState<string | undefined>()
  const field = useRef<HTMLInputElement>(null)
  const list = useCatalog({ search: search.trim(), category })
  const only = list.items.length === 1 ? list.items[0] : undefined
  const scan = useScan(register, { search, setSearch, only })
  useRegisterKeys(register, () => field.current?.focus())
  return (
    <>
      <SearchField value={search} onChange={setSearch} onEnter={scan.enter} field={field} />
      <CategoryBar categories={list.categories} chosen={category} onChoose={setCategory} />
      <output className={classes['notice']}>
        {scan.unknownCode === undefined ? null : (
          <Notice
            kind="warning"
            title={t('register.catalog.scanUnknown.title', { code: scan.unknownCode })}
            hint={t('register.catalog.scanUnknown.hint')}
          />
        )}
        {list.failure === undefined ? null : <Notice kind="warning" title={t('register.catalog.offline')} />}
      </output>
      <Items list={list} register={register} isNarrowed={search !== '' || category !== undefined} />
    </>
  )
}
