import { useTranslation } from 'react-i18next'
import type { Hello } from '../../stores/session.ts'
import { initialsOf } from './initials-of.ts'
import classes from './lock-screen.module.css'

type StaffTileProps = Readonly<{
  member: Hello['staff'][number]
  isChosen: boolean
  onChoose: (staffId: string) => void
}>

/** One person to sign in as. Its accessible name is the person's name and nothing else; the role describes it. */
export function StaffTile({ member, isChosen, onChoose }: StaffTileProps) {
  const { t } = useTranslation()
  const roleId = `role-${member.id}`
  return (
    <button
      type="button"
      className={classes['tile']}
      aria-describedby={roleId}
      aria-pressed={isChosen}
      onClick={() => onChoose(member.id)}
    >
      <span className={classes['initials']} aria-hidden="true">
        {initialsOf(member.name)}
      </span>
      <span>
        <span className={classes['tileName']}>{member.name}</span>
        <span id={roleId} className={classes['tileRole']} aria-hidden="true">
          {t(`common.role.${member.role}`)}
          {member.hasPin ? null : `, ${t('lock.noPin')}`}
        </span>
      </span>
    </button>
  )
}
