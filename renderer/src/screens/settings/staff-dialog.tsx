import { Button, Modal, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Toggle } from './toggle.tsx'
import { roles } from '../../../../shared/domain/staff/role.ts'
import { RadioChips } from '../checkout/radio-chips.tsx'
import { PinInput } from './pin-input.tsx'
import { RejectionNotice } from './rejection-notice.tsx'
import classes from './rows.module.css'
import { useStaffForm, type StaffRow } from './use-staff-form.ts'

type StaffDialogProps = Readonly<{
  person: StaffRow | undefined
  onClose: () => void
  onSaved: () => void
}>

/** Adds or changes a person. */
export function StaffDialog({ person, onClose, onSaved }: StaffDialogProps) {
  const { t } = useTranslation()
  const title =
    person === undefined || person.name === ''
      ? t('settings.staff.dialogAdd')
      : t('settings.staff.dialogEdit', { name: person.name })
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened={person !== undefined}
      onClose={onClose}
      title={title}
      size={520}
    >
      {person === undefined ? null : <StaffForm key={person.id} person={person} onSaved={onSaved} />}
    </Modal>
  )
}

function StaffForm({ person, onSaved }: Readonly<{ person: StaffRow; onSaved: () => void }>) {
  const { t } = useTranslation()
  const { draft, edit, problemOf, save, submit } = useStaffForm(person, onSaved)
  return (
    <form
      className={classes['stack']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TextInput
        label={t('settings.staff.name')}
        data-autofocus
        value={draft.name}
        maxLength={120}
        error={problemOf('name')}
        onChange={(event) => edit({ name: event.currentTarget.value })}
      />
      <div>
        <RadioChips
          name="role"
          look="field"
          label={t('settings.staff.role')}
          value={draft.role}
          chips={roles.map((role) => ({ value: role, label: t(`common.role.${role}`) }))}
          onChange={(value) => {
            const role = roles.find((candidate) => candidate === value)
            if (role) edit({ role })
          }}
        />
        <p className={classes['soft']}>{t(`settings.staff.roleHint.${draft.role}`)}</p>
      </div>
      <div className={classes['grid']}>
        <PinInput
          label={t('settings.staff.newPin')}
          value={draft.pin}
          problem={problemOf('pin')}
          onChange={(value) => edit({ pin: value })}
        />
        <PinInput
          label={t('settings.staff.repeatPin')}
          value={draft.repeat}
          problem={problemOf('repeat')}
          onChange={(value) => edit({ repeat: value })}
        />
      </div>
      {person.hasPin ? <p className={classes['soft']}>{t('settings.staff.keepPin')}</p> : null}
      <Toggle
        label={t('settings.staff.active')}
        checked={draft.active}
        onChange={(event) => edit({ active: event.currentTarget.checked })}
      />
      {save.failure === undefined ? null : <RejectionNotice failure={save.failure} />}
      <div className={classes['buttons']}>
        <Button type="submit" loading={save.isBusy}>
          {t('settings.staff.save')}
        </Button>
      </div>
    </form>
  )
}
