import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { groupAddress } from '../checkout/group-address.ts'
import type { SetupStep } from './setup-draft.ts'
import { StepHead } from './step-head.tsx'
import classes from './step.module.css'
import type { Wizard } from './use-setup.ts'

/** Everything at a glance before it is kept. */
export function ConfirmStep({ wizard }: Readonly<{ wizard: Wizard }>) {
  const { t } = useTranslation()
  const { shop, staff, networks, firstAddresses, environment } = wizard.draft
  const people = staff.map((person) => `${person.name} (${t(`common.role.${person.role}`)})`)
  const chosen = networks.filter((network) => network.chosen)
  return (
    <>
      <StepHead title={t('setup.confirm.title')} body={t('setup.confirm.body')} />
      <dl className={classes['review']}>
        <Fact wizard={wizard} step="shop">
          {[shop.name, shop.till, shop.currency].join(' · ')}
        </Fact>
        <Fact wizard={wizard} step="staff">
          {people.join(', ')}
        </Fact>
        <Fact wizard={wizard} step="wallet">
          {t('setup.confirm.firstAddress')}: <code>{groupAddress(firstAddresses[0] ?? '').join(' ')}</code>
        </Fact>
        <Fact wizard={wizard} step="networks">
          {chosen.map((network) => `${network.name}: ${network.tokens.join(', ')}`).join(' · ')}
        </Fact>
      </dl>
      {environment === 'live' ? <Notice kind="warning" title={t('setup.confirm.live')} /> : null}
    </>
  )
}

type FactProps = Readonly<{
  wizard: Wizard
  step: Exclude<SetupStep, 'confirm'>
  children: ReactNode
}>

function Fact({ wizard, step, children }: FactProps) {
  const { t } = useTranslation()
  const word = t(`setup.step.${step}`)
  return (
    <div className={classes['fact']}>
      <dt>{word}</dt>
      <dd>
        <span className={classes['said']}>{children}</span>
        <Button
          variant="subtle"
          px={12}
          aria-label={t('setup.confirm.edit', { step: word })}
          onClick={() => wizard.goTo(step)}
        >
          <Icon name="edit" size={20} />
        </Button>
      </dd>
    </div>
  )
}
