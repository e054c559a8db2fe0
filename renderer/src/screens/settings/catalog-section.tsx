import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogItem } from '../../../../shared/domain/catalog/item.ts'
import { Amount } from '../../components/amount.tsx'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { newId } from '../../stores/new-id.ts'
import { navigate } from '../../stores/router.ts'
import type { SettingsView } from '../../stores/settings.ts'
import classes from './catalog-section.module.css'
import { ItemDialog } from './item-dialog.tsx'
import type { ItemDraft } from './item-draft.ts'
import { toItemDraft } from './item-draft.ts'
import { SectionHead } from './section-frame.tsx'
import frame from './section-frame.module.css'
import { useCatalogList, type CatalogList } from './use-catalog-list.ts'

function emptyItem(): ItemDraft {
  return { id: newId(), name: '', category: '', price: '', barcode: '', taxRateId: '' }
}

/** What the shop sells: search, change, remove, import. */
export function CatalogSection({ settings }: Readonly<{ settings: SettingsView }>) {
  const { t } = useTranslation()
  const list = useCatalogList()
  const [edited, setEdited] = useState<ItemDraft | undefined>(undefined)
  const [isNew, setNew] = useState(false)
  const edit = (item: ItemDraft, isFresh: boolean): void => {
    setNew(isFresh)
    setEdited(item)
  }
  return (
    <div className={frame['section']}>
      <SectionHead
        title={t('settings.catalog.title')}
        description={
          list.value
            ? t('settings.catalog.count', { count: list.value.total })
            : t('settings.catalog.description')
        }
        action={
          <div className={classes['actions']}>
            <Button
              variant="default"
              leftSection={<Icon name="upload" size={20} />}
              onClick={() => navigate('settings', 'catalog', 'import')}
            >
              {t('settings.catalog.import')}
            </Button>
            <Button leftSection={<Icon name="plus" size={20} />} onClick={() => edit(emptyItem(), true)}>
              {t('settings.catalog.add')}
            </Button>
          </div>
        }
      />
      <TextInput
        type="search"
        aria-label={t('settings.catalog.search')}
        placeholder={t('settings.catalog.search')}
        leftSection={<Icon name="search" size={20} />}
        maxLength={120}
        value={list.search}
        onChange={(event) => list.setSearch(event.currentTarget.value)}
      />
      <ItemList list={list} onEdit={(item) => edit(toItemDraft(item), false)} />
      <ItemDialog
        item={edited}
        isNew={isNew}
        settings={settings}
        onClose={() => setEdited(undefined)}
        onChanged={() => {
          setEdited(undefined)
          list.reload()
        }}
      />
    </div>
  )
}

type ItemListProps = Readonly<{ list: CatalogList; onEdit: (item: CatalogItem) => void }>

function ItemList({ list, onEdit }: ItemListProps) {
  const { t } = useTranslation()
  const { value, failure, reload, search } = list
  if (!value) {
    return failure ? (
      <FailureNotice failure={failure} onRetry={reload} />
    ) : (
      <ScreenLoading label={t('settings.catalog.loading')} />
    )
  }
  if (value.items.length === 0) {
    return search === '' ? (
      <ScreenMessage icon="box" title={t('settings.catalog.empty')} body={t('settings.catalog.emptyHint')} />
    ) : (
      <ScreenMessage icon="search" title={t('settings.catalog.noMatch')} />
    )
  }
  return (
    <>
      {failure === undefined ? null : <FailureNotice failure={failure} onRetry={reload} />}
      <ul className={classes['list']}>
        {value.items.map((item) => (
          <li key={item.id}>
            <button type="button" className={classes['item']} onClick={() => onEdit(withoutUndefined(item))}>
              <span className={classes['name']}>{item.name}</span>
              <span className={classes['detail']}>{item.category}</span>
              <span className={classes['detail']}>{item.barcode ?? ''}</span>
              <span className={classes['price']}>
                <Amount minor={item.priceMinor} currency={item.currency} />
              </span>
              <Icon name="edit" size={20} />
            </button>
          </li>
        ))}
      </ul>
      {list.hasMore ? (
        <Button variant="default" onClick={list.showMore}>
          {t('settings.catalog.more')}
        </Button>
      ) : null}
    </>
  )
}

/** The schema's optional fields may be present and undefined; the domain's may only be absent. */
function withoutUndefined(item: NonNullable<CatalogList['value']>['items'][number]): CatalogItem {
  const { barcode, taxRateId, ...rest } = item
  return {
    ...rest,
    ...(barcode === undefined ? {} : { barcode }),
    ...(taxRateId === undefined ? {} : { taxRateId }),
  }
}
