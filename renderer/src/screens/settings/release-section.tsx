import { Button } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { fiatCurrencies } from '../../../../shared/domain/money/currency.ts'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { newId } from '../../stores/new-id.ts'
import { useSettings, type SettingsView } from '../../stores/settings.ts'
import { ReleaseRow } from './release-row.tsx'
import { checkReleaseRuleDrafts, toReleaseRuleDrafts, type RulesDraft } from './release-rule-draft.ts'
import classes from './rows.module.css'
import { SectionForm } from './section-frame.tsx'
import { isShortOfSources } from './source-shortage.ts'
import { StricterOffer } from './stricter-offer.tsx'
import { useDraft, type Draft } from './use-draft.ts'

type Rules = SettingsView['releaseRules']

async function saveRules(rules: Rules): Promise<void> {
  await terminal().settings.saveReleaseRules({ rules: [...rules] })
  await useSettings.getState().refresh()
}

/** How sure the till must be before it says *Paid*, by network and amount. */
export function ReleaseSection({ settings }: Readonly<{ settings: SettingsView }>) {
  const { t } = useTranslation()
  const { currency } = settings.shop
  const form = useDraft<Rules, RulesDraft>({
    section: 'release',
    saved: settings.releaseRules,
    toDraft: (rules) => ({ rules: toReleaseRuleDrafts(rules.map(withoutUndefined), currency) }),
    check: (draft) => checkReleaseRuleDrafts(draft.rules, currency),
    save: saveRules,
  })
  return (
    <SectionForm
      title={t('settings.release.title')}
      description={t('settings.release.description')}
      form={form}
      isFromFile={settings.fromFile}
    >
      <StricterOffer settings={settings} />
      {settings.chains.chains.map((chain) => (
        <ChainRules
          key={chain.key}
          chain={chain}
          form={form}
          symbol={fiatCurrencies[currency].symbol}
          isFixed={settings.fromFile}
        />
      ))}
    </SectionForm>
  )
}

/** What the schema leaves optional may be present and undefined; in the domain it may only be absent. */
function withoutUndefined({ maxAmountMinor, sources, ...rule }: Rules[number]) {
  return {
    ...rule,
    ...(maxAmountMinor === undefined ? {} : { maxAmountMinor }),
    ...(sources === undefined ? {} : { sources }),
  }
}

type ChainRulesProps = Readonly<{
  chain: SettingsView['chains']['chains'][number]
  form: Draft<RulesDraft>
  symbol: string
  isFixed: boolean
}>

function ChainRules({ chain, form, symbol, isFixed }: ChainRulesProps) {
  const { t } = useTranslation()
  const id = useId()
  const { draft, change } = form
  const rules = draft.rules.filter((rule) => rule.chain === chain.key)
  const add = (): void =>
    change({
      rules: [
        ...draft.rules,
        {
          id: newId(),
          chain: chain.key,
          limit: '',
          require: 'finalized',
          blocks: '1',
          minSeconds: '0',
          sources: '1',
        },
      ],
    })
  return (
    <section className={classes['card']} aria-labelledby={id}>
      <h3 id={id} className={classes['cardTitle']}>
        {chain.name}
      </h3>
      {rules.length === 0 ? <p className={classes['empty']}>{t('settings.release.empty')}</p> : null}
      {rules.map((rule, index) => (
        <ReleaseRow
          key={rule.id}
          rule={rule}
          isFirst={index === 0}
          label={t('settings.release.row', { row: index + 1, network: chain.name })}
          form={form}
          symbol={symbol}
        />
      ))}
      {isShortOfSources(chain, rules) ? (
        <Notice
          kind="warning"
          title={t('settings.release.shortOfSources', { network: chain.name })}
          hint={t('settings.release.shortOfSourcesHint')}
        />
      ) : null}
      {isFixed ? null : (
        <div>
          <Button variant="subtle" leftSection={<Icon name="plus" size={20} />} onClick={add}>
            {t('settings.release.add', { network: chain.name })}
          </Button>
        </div>
      )}
    </section>
  )
}
