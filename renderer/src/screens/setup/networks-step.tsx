import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TickBox, Toggle } from '../settings/toggle.tsx'
import { toggle } from '../sales/sale-filters-model.ts'
import type { NetworkDraft } from './setup-draft.ts'
import { StepHead } from './step-head.tsx'
import classes from './step.module.css'
import type { Wizard } from './use-setup.ts'

/** Networks, their endpoints and tokens. */
export function NetworksStep({ wizard }: Readonly<{ wizard: Wizard }>) {
  const { t } = useTranslation()
  const { draft, problemOf } = wizard
  const problem = problemOf('networks')
  return (
    <>
      <StepHead title={t('setup.networks.title')} body={t('setup.networks.body')} />
      {problem === undefined ? null : (
        <p role="alert" className={classes['problem']}>
          {problem}
        </p>
      )}
      {draft.networks.length === 0 ? <p className={classes['body']}>{t('setup.networks.empty')}</p> : null}
      {draft.networks.map((network) => (
        <Network key={network.chain} wizard={wizard} network={network} />
      ))}
    </>
  )
}

function Network({ wizard, network }: Readonly<{ wizard: Wizard; network: NetworkDraft }>) {
  const { t } = useTranslation()
  const { draft, change, problemOf } = wizard
  const edit = (part: Partial<NetworkDraft>): void =>
    change({
      networks: draft.networks.map((each) => (each.chain === network.chain ? { ...each, ...part } : each)),
    })
  const tokenProblem = problemOf(`networks.${network.chain}.tokens`)
  return (
    <div role="group" aria-label={network.name} className={classes['person']}>
      <Toggle
        label={network.name}
        checked={network.chosen}
        onChange={(event) => edit({ chosen: event.currentTarget.checked })}
      />
      {network.chosen ? (
        <>
          <div
            role="group"
            aria-label={t('setup.networks.tokens', { network: network.name })}
            className={classes['tokens']}
          >
            {network.offeredTokens.map((symbol) => (
              <TickBox
                key={symbol}
                label={symbol}
                checked={network.tokens.includes(symbol)}
                onChange={() => edit({ tokens: toggle(network.tokens, symbol) })}
              />
            ))}
          </div>
          {tokenProblem === undefined ? null : (
            <p role="alert" className={classes['problem']}>
              {tokenProblem}
            </p>
          )}
          <Textarea
            label={t('setup.networks.endpoints', { network: network.name })}
            description={t('settings.networks.endpointsHint')}
            autosize
            minRows={1}
            spellCheck={false}
            value={network.endpoints}
            error={problemOf(`networks.${network.chain}.endpoints`)}
            onChange={(event) => edit({ endpoints: event.currentTarget.value })}
          />
        </>
      ) : null}
    </div>
  )
}
