import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { ScreenLoading } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { newId } from '../../stores/new-id.ts'
import classes from './list.module.css'
import { SectionHead } from './section-frame.tsx'
import frame from './section-frame.module.css'
import { StaffDialog } from './staff-dialog.tsx'
import type { StaffRow } from './use-staff-form.ts'

/** Who may use the till. */
export function StaffSection() {
  const { t } = useTranslation()
  const { value: staff, failure, reload } = useRead('staff', 0, () => terminal().settings.listStaff())
  const [edited, setEdited] = useState<StaffRow | undefined>(undefined)
  const add = (): void => setEdited({ id: newId(), name: '', role: 'cashier', active: true, hasPin: false })
  return (
    <div className={frame['section']}>
      <SectionHead
        title={t('settings.staff.title')}
        description={t('settings.staff.description')}
        action={
          <Button leftSection={<Icon name="plus" size={20} />} onClick={add}>
            {t('settings.staff.add')}
          </Button>
        }
      />
      {failure === undefined ? null : <FailureNotice failure={failure} onRetry={reload} />}
      {staff === undefined && failure === undefined ? (
        <ScreenLoading label={t('settings.staff.loading')} />
      ) : null}
      {staff?.length === 0 ? <p className={classes['empty']}>{t('settings.staff.empty')}</p> : null}
      <ul className={classes['list']}>
        {staff?.map((person) => (
          <PersonRow key={person.id} person={person} onEdit={() => setEdited(person)} />
        ))}
      </ul>
      <StaffDialog
        person={edited}
        onClose={() => setEdited(undefined)}
        onSaved={() => {
          setEdited(undefined)
          reload()
        }}
      />
    </div>
  )
}

function PersonRow({ person, onEdit }: Readonly<{ person: StaffRow; onEdit: () => void }>) {
  const { t } = useTranslation()
  return (
    <li className={`${classes['item']} ${person.active ? '' : classes['off']}`}>
      <span className={classes['avatar']} aria-hidden="true">
        {person.name.slice(0, 1)}
      </span>
      <div className={classes['words']}>
        <span className={classes['name']}>{person.name}</span>
        <span className={classes['detail']}>
          {t(`common.role.${person.role}`)}
          {person.active ? '' : ` · ${t('settings.staff.inactive')}`}
          {person.hasPin ? '' : ` · ${t('settings.staff.noPin')}`}
        </span>
      </div>
      <Button variant="subtle" aria-label={t('settings.staff.edit', { name: person.name })} onClick={onEdit}>
        <Icon name="edit" size={20} />
      </Button>
    </li>
  )
}
