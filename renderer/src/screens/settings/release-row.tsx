import { Button, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import type { ReleaseRuleDraft, RulesDraft } from './release-rule-draft.ts'
import classes from './rows.module.css'
import type { Draft } from './use-draft.ts'

const requirements = ['depth', 'safe', 'finalized'] as const

type ReleaseRowProps = Readonly<{
  rule: ReleaseRuleDraft
  label: string
  /** Only the first row of a table shows the names of its columns. */
  isFirst: boolean
  form: Draft<RulesDraft>
  symbol: string
}>

/** One rule: up to which amount, what to wait for, for how long at least, and how many sources must agree. */
export function ReleaseRow({ rule, label, isFirst, form, symbol }: ReleaseRowProps) {
  const { t } = useTranslation()
  const { draft, change, problemOf } = form
  const edit = (part: Partial<ReleaseRuleDraft>): void =>
    change({ rules: draft.rules.map((each) => (each.id === rule.id ? { ...each, ...part } : each)) })
  const named = (word: string) => (isFirst ? { label: word } : { 'aria-label': word })
  return (
    <div role="group" aria-label={label} className={classes['row']}>
      <TextInput
        className={classes['grow'] ?? ''}
        {...named(t('settings.release.limit'))}
        placeholder={t('settings.release.anyAmount')}
        leftSection={symbol}
        inputMode="decimal"
        maxLength={20}
        value={rule.limit}
        error={problemOf(`${rule.id}.limit`)}
        onChange={(event) => edit({ limit: event.currentTarget.value })}
      />
      <Select
        className={classes['grow'] ?? ''}
        {...named(t('settings.release.require'))}
        allowDeselect={false}
        value={rule.require}
        data={requirements.map((each) => ({ value: each, label: t(`settings.release.${each}`) }))}
        onChange={(value) => {
          const require = requirements.find((each) => each === value)
          if (require) edit({ require })
        }}
      />
      <TextInput
        className={classes['small'] ?? ''}
        {...named(t('settings.release.blocks'))}
        inputMode="numeric"
        maxLength={6}
        disabled={rule.require !== 'depth'}
        value={rule.require === 'depth' ? rule.blocks : ''}
        error={problemOf(`${rule.id}.blocks`)}
        onChange={(event) => edit({ blocks: event.currentTarget.value })}
      />
      <TextInput
        className={classes['narrow'] ?? ''}
        {...named(t('settings.release.minSeconds'))}
        inputMode="numeric"
        maxLength={5}
        value={rule.minSeconds}
        error={problemOf(`${rule.id}.minSeconds`)}
        onChange={(event) => edit({ minSeconds: event.currentTarget.value })}
      />
      <SourcesInput
        name={named(t('settings.release.sources'))}
        value={rule.sources}
        onChange={(sources) => edit({ sources })}
      />
      <Button
        className={isFirst ? (classes['remove'] ?? '') : ''}
        variant="subtle"
        px={12}
        aria-label={t('settings.release.remove', {
          limit: rule.limit === '' ? t('settings.release.anyAmount') : rule.limit,
        })}
        onClick={() => change({ rules: draft.rules.filter((each) => each.id !== rule.id) })}
      >
        <Icon name="remove" size={20} />
      </Button>
    </div>
  )
}

type SourcesInputProps = Readonly<{
  name: Readonly<{ label: string }> | Readonly<{ 'aria-label': string }>
  value: ReleaseRuleDraft['sources']
  onChange: (sources: ReleaseRuleDraft['sources']) => void
}>

/** How many sources that have nothing to do with each other must hold the payment. */
function SourcesInput({ name, value, onChange }: SourcesInputProps) {
  const { t } = useTranslation()
  const data = (['1', '2'] as const).map((each) => ({
    value: each,
    label: t(`settings.release.source${each}`),
  }))
  return (
    <Select
      className={classes['small'] ?? ''}
      {...name}
      allowDeselect={false}
      value={value}
      data={data}
      onChange={(next) => onChange(next === '2' ? '2' : '1')}
    />
  )
}
