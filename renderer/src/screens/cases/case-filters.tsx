import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { caseKinds } from '../../../../shared/domain/cases/case.ts'
import { useSession } from '../../stores/session.ts'
import { useCaseFilters } from './case-filter-store.ts'
import { anybody, findCaseKind, nobody } from './case-filters-model.ts'
import classes from './cases-screen.module.css'

/** Narrows the list to one kind of case and to one owner. */
export function CaseFilters() {
  const { t } = useTranslation()
  const { filters, change } = useCaseFilters()
  const staff = useSession((state) => state.hello?.staff) ?? []
  return (
    <div className={classes['filters']}>
      <Select
        aria-label={t('cases.filter.kind')}
        placeholder={t('cases.filter.anyKind')}
        clearable
        value={filters.kind ?? null}
        data={caseKinds.map((kind) => ({ value: kind, label: t(`cases.kind.${kind}`) }))}
        onChange={(value) => change({ kind: findCaseKind(value) })}
      />
      <Select
        aria-label={t('cases.filter.owner')}
        allowDeselect={false}
        value={filters.owner}
        data={[
          { value: anybody, label: t('cases.filter.anybody') },
          { value: nobody, label: t('cases.nobody') },
          ...staff.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(value) => change({ owner: value ?? anybody })}
      />
    </div>
  )
}
