import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { roles } from '../../../../shared/domain/staff/role.ts'
import { Icon } from '../../components/icon.tsx'
import { newId } from '../../stores/new-id.ts'
import { RadioChips } from '../checkout/radio-chips.tsx'
import { PinInput } from '../settings/pin-input.tsx'
import type { PersonDraft } from './setup-draft.ts'
import { StepHead } from './step-head.tsx'
import classes from './step.module.css'
import type { Wizard } from './use-setup.ts'

const staffMax = 20

/** The people of the till and their PINs. */
export function StaffStep({ wizard }: Readonly<{ wizard: Wizard }>) {
  const { t } = useTranslation()
  const { draft, change, problemOf } = wizard
  const problem = problemOf('staff')
  const add = (): void =>
    change({
      staff: [...draft.staff, { id: newId(), name: '', role: 'cashier', pin: '', repeat: '' }],
    })
  return (
    <>
      <StepHead title={t('setup.staff.title')} body={t('setup.staff.body')} />
      {problem === undefined ? null : (
        <p role="alert" className={classes['problem']}>
          {problem}
        </p>
      )}
      {draft.staff.map((person, index) => (
        <Person key={person.id} wizard={wizard} person={person} index={index} />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={20} />}
          disabled={draft.staff.length >= staffMax}
          onClick={add}
        >
          {t('setup.staff.add')}
        </Button>
      </div>
    </>
  )
}

type PersonProps = Readonly<{ wizard: Wizard; person: PersonDraft; index: number }>

function Person({ wizard, person, index }: PersonProps) {
  const { t } = useTranslation()
  const { draft, change, problemOf } = wizard
  const edit = (part: Partial<PersonDraft>): void =>
    change({ staff: draft.staff.map((each) => (each.id === person.id ? { ...each, ...part } : each)) })
  const label = t('setup.staff.person', { number: index + 1 })
  return (
    <div role="group" aria-label={label} className={classes['person']}>
      <div className={classes['personHead']}>
        <h3 className={classes['personName']}>{label}</h3>
        {draft.staff.length > 1 ? (
          <Button
            variant="subtle"
            px={12}
            aria-label={t('setup.staff.remove', { name: person.name === '' ? label : person.name })}
            onClick={() => change({ staff: draft.staff.filter((each) => each.id !== person.id) })}
          >
            <Icon name="remove" size={20} />
          </Button>
        ) : null}
      </div>
      <div className={classes['grid']}>
        <TextInput
          label={t('settings.staff.name')}
          value={person.name}
          maxLength={120}
          error={problemOf(`staff.${index}.name`)}
          onChange={(event) => edit({ name: event.currentTarget.value })}
        />
        <RadioChips
          name={`role-${person.id}`}
          look="field"
          label={t('settings.staff.role')}
          value={person.role}
          chips={roles.map((role) => ({ value: role, label: t(`common.role.${role}`) }))}
          onChange={(value) => {
            const role = roles.find((candidate) => candidate === value)
            if (role) edit({ role })
          }}
        />
        <PinInput
          label={t('setup.staff.pin')}
          value={person.pin}
          problem={problemOf(`staff.${index}.pin`)}
          onChange={(pin) => edit({ pin })}
        />
        <PinInput
          label={t('setup.staff.repeat')}
          value={person.repeat}
          problem={problemOf(`staff.${index}.repeat`)}
          onChange={(repeat) => edit({ repeat })}
        />
      </div>
    </div>
  )
}
