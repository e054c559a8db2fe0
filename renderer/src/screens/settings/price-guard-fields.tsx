import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { NetworksDraft, Token } from './networks-draft.ts'
import { newPriceGuard } from './price-guard-draft.ts'
import guardClasses from './price-guard-fields.module.css'
import classes from './rows.module.css'
import { Toggle } from './toggle.tsx'
import type { Draft } from './use-draft.ts'

type PriceGuardFieldsProps = Readonly<{ token: Token; form: Draft<NetworksDraft> }>

/** Takes a token off the offer when a price feed says that it has left its peg. Off until somebody switches it on. */
export function PriceGuardFields({ token, form }: PriceGuardFieldsProps) {
  const { t } = useTranslation()
  const { draft, change, problemOf } = form
  const { symbol, currency, peg } = token
  const guard = draft.guards[currency]
  const put = (next: typeof guard): void => {
    const { [currency]: _, ...others } = draft.guards
    change({ guards: next === undefined ? others : { ...others, [currency]: next } })
  }
  return (
    <div
      role="group"
      aria-label={t('settings.networks.guard.label', { symbol })}
      className={guardClasses['guard']}
    >
      <Toggle
        label={t('settings.networks.guard.on')}
        description={t('settings.networks.guard.hint')}
        checked={guard !== undefined}
        onChange={(event) => put(event.currentTarget.checked ? newPriceGuard : undefined)}
      />
      {guard === undefined ? null : (
        <>
          <TextInput
            label={t('settings.networks.guard.feed')}
            description={t('settings.networks.guard.feedHint', { symbol, peg })}
            value={guard.feed}
            maxLength={60}
            spellCheck={false}
            error={problemOf(`guards.${currency}.feed`)}
            onChange={(event) => put({ ...guard, feed: event.currentTarget.value })}
          />
          <div className={classes['grid']}>
            <TextInput
              label={t('settings.networks.guard.percent')}
              description={t('settings.networks.guard.percentHint')}
              inputMode="decimal"
              value={guard.percent}
              maxLength={8}
              error={problemOf(`guards.${currency}.percent`)}
              onChange={(event) => put({ ...guard, percent: event.currentTarget.value })}
            />
            <TextInput
              label={t('settings.networks.guard.minutes')}
              description={t('settings.networks.guard.minutesHint')}
              inputMode="numeric"
              value={guard.minutes}
              maxLength={8}
              error={problemOf(`guards.${currency}.minutes`)}
              onChange={(event) => put({ ...guard, minutes: event.currentTarget.value })}
            />
          </div>
        </>
      )}
    </div>
  )
}
