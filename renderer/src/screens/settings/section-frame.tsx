import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../components/notice.tsx'
import { SaveBar } from './save-bar.tsx'
import classes from './section-frame.module.css'
import type { Draft } from './use-draft.ts'

type SectionHeadProps = Readonly<{ title: string; description: string; action?: ReactNode }>

/** The name of a section and what it is for. */
export function SectionHead({ title, description, action }: SectionHeadProps) {
  return (
    <header className={classes['head']}>
      <div>
        <h2 className={classes['title']}>{title}</h2>
        <p className={classes['description']}>{description}</p>
      </div>
      {action}
    </header>
  )
}

type SectionFormProps = SectionHeadProps &
  Readonly<{
    form: Omit<Draft<unknown>, 'draft' | 'change'>
    isFromFile?: boolean
    busyWord?: string
    children: ReactNode
  }>

/** A section that is edited and saved as a whole; read only where a configuration file rules it. */
export function SectionForm({ form, isFromFile = false, busyWord, children, ...head }: SectionFormProps) {
  const { t } = useTranslation()
  return (
    <form
      className={classes['section']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <SectionHead {...head} />
      {isFromFile ? <Notice kind="info" title={t('settings.fromFile')} /> : null}
      <fieldset className={classes['fields']} disabled={isFromFile}>
        {children}
      </fieldset>
      {isFromFile ? null : <SaveBar form={form} {...(busyWord === undefined ? {} : { busyWord })} />}
    </form>
  )
}
