import { Button, TextInput, Textarea } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Toggle } from './toggle.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { useSettings } from '../../stores/settings.ts'
import { shortenHash } from '../checkout/group-address.ts'
import { NetworkHealth, type ChainHealth } from './network-health.tsx'
import type { NetworksDraft, Token } from './networks-draft.ts'
import classes from './rows.module.css'
import { PriceGuardFields } from './price-guard-fields.tsx'
import { endpointList } from '../setup/setup-draft.ts'
import { isShortOfSources } from './source-shortage.ts'
import type { Draft } from './use-draft.ts'

type NetworkCardProps = Readonly<{
  index: number
  form: Draft<NetworksDraft>
  health: ChainHealth | undefined
  onAddToken?: () => void
}>

/** One network: whether it is offered, how it is doing, its endpoints and its tokens. */
export function NetworkCard({ index, form, health, onAddToken }: NetworkCardProps) {
  const { t } = useTranslation()
  const id = useId()
  const { draft, change, problemOf } = form
  const chain = draft.chains[index]
  const rules = useSettings((state) => state.settings?.releaseRules)
  if (!chain) return null
  const read = { ...chain, endpoints: endpointList(chain.endpoints) }
  const isShort = chain.enabled && isShortOfSources(read, rules ?? [])
  const edit = (part: Partial<typeof chain>): void =>
    change({ chains: draft.chains.map((each) => (each.key === chain.key ? { ...each, ...part } : each)) })
  const tokens = draft.tokens.filter((token) => token.chain === chain.key)
  const editToken = (token: Token, enabled: boolean): void =>
    change({
      tokens: draft.tokens.map((each) => (each.currency === token.currency ? { ...each, enabled } : each)),
    })
  return (
    <section className={classes['card']} aria-labelledby={id}>
      <div className={classes['cardHead']}>
        <h3 id={id} className={classes['cardTitle']}>
          {chain.name}
        </h3>
        <NetworkHealth health={chain.enabled ? health : undefined} />
        <span className={classes['space']} />
        <Toggle
          label={t('settings.networks.enabled')}
          checked={chain.enabled}
          onChange={(event) => edit({ enabled: event.currentTarget.checked })}
        />
      </div>
      <div className={classes['soft']}>
        {t('settings.networks.chainId', { id: chain.chainId })} ·{' '}
        {t('settings.networks.blockTime', { seconds: chain.blockSeconds })}
      </div>
      <Addresses index={index} chain={chain} problemOf={problemOf} onEdit={edit} />
      {isShort ? (
        <Notice
          kind="warning"
          title={t('settings.release.shortOfSources', { network: chain.name })}
          hint={t('settings.networks.shortOfSourcesHint')}
        />
      ) : null}
      <div role="group" aria-label={t('settings.networks.tokens')} className={classes['rows']}>
        {tokens.length === 0 ? <p className={classes['empty']}>{t('settings.networks.noTokens')}</p> : null}
        {tokens.map((token) => (
          <TokenRow
            key={token.currency}
            token={token}
            form={form}
            problem={health?.tokenProblems.find((each) => each.currency === token.currency)?.problem}
            onToggle={(enabled) => editToken(token, enabled)}
          />
        ))}
      </div>
      {onAddToken === undefined ? null : (
        <div>
          <Button variant="subtle" leftSection={<Icon name="plus" size={20} />} onClick={onAddToken}>
            {t('settings.networks.addToken')}
          </Button>
        </div>
      )}
    </section>
  )
}

type AddressesProps = Readonly<{
  index: number
  chain: NetworksDraft['chains'][number]
  problemOf: Draft<NetworksDraft>['problemOf']
  onEdit: (part: Readonly<{ endpoints?: string; wakeUrl?: string }>) => void
}>

/** Where a network is read, and where it says that there is something to read. */
function Addresses({ index, chain, problemOf, onEdit }: AddressesProps) {
  const { t } = useTranslation()
  return (
    <>
      <Textarea
        label={t('settings.networks.endpoints')}
        description={t('settings.networks.endpointsHint')}
        autosize
        minRows={1}
        maxRows={8}
        spellCheck={false}
        value={chain.endpoints}
        error={problemOf(`chains.${index}.endpoints`)}
        onChange={(event) => onEdit({ endpoints: event.currentTarget.value })}
      />
      <TextInput
        label={t('settings.networks.wakeUrl')}
        description={t('settings.networks.wakeUrlHint')}
        spellCheck={false}
        value={chain.wakeUrl}
        error={problemOf(`chains.${index}.wakeUrl`)}
        onChange={(event) => onEdit({ wakeUrl: event.currentTarget.value })}
      />
    </>
  )
}

type TokenRowProps = Readonly<{
  token: Token
  form: Draft<NetworksDraft>
  /** Why the terminal does not take this token although it is switched on. */
  problem: string | undefined
  onToggle: (enabled: boolean) => void
}>

function TokenRow({ token, form, problem, onToggle }: TokenRowProps) {
  const { t } = useTranslation()
  return (
    <>
      <div className={classes['cardHead']}>
        <Toggle
          label={token.symbol}
          aria-label={t('settings.networks.tokenEnabled', { symbol: token.symbol })}
          checked={token.enabled}
          onChange={(event) => onToggle(event.currentTarget.checked)}
        />
        <span className={classes['soft']}>{token.name}</span>
        <span className={classes['space']} />
        <code className={classes['soft']} title={token.address}>
          {shortenHash(token.address)}
        </code>
      </div>
      {problem === undefined ? null : (
        <Notice
          kind="warning"
          title={t('settings.networks.tokenLeftOut', { symbol: token.symbol })}
          hint={problem}
        />
      )}
      {token.enabled ? <PriceGuardFields token={token} form={form} /> : null}
    </>
  )
}
