import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import { terminal } from '../../host/terminal.ts'
import { useFollow } from '../../host/use-follow.ts'
import { useSettings, type SettingsView } from '../../stores/settings.ts'
import { NetworkCard } from './network-card.tsx'
import { NetworkDialog } from './network-dialog.tsx'
import { checkNetworksDraft, toNetworksDraft, typedNetwork, type Chain } from './networks-draft.ts'
import classes from './rows.module.css'
import { SectionForm } from './section-frame.tsx'
import { TokenDialog } from './token-dialog.tsx'
import { useDraft } from './use-draft.ts'

async function saveChains({ chains, tokens }: SettingsView['chains']): Promise<void> {
  await terminal().settings.saveChains({
    chains: chains.map((chain) => ({ ...chain, endpoints: [...chain.endpoints] })),
    tokens: [...tokens],
  })
  await useSettings.getState().refresh()
}

/** Fields that show what the terminal says of them. */
function shownFields(chains: number): readonly string[] {
  const ofChain = (index: number): readonly string[] => [
    `chains.${index}.endpoints`,
    `chains.${index}.wakeUrl`,
  ]
  return [...Array.from({ length: chains }, (_, index) => ofChain(index)).flat(), 'guards.']
}

/** Networks with their endpoints and health, and the tokens on each. */
export function NetworksSection({ settings }: Readonly<{ settings: SettingsView }>) {
  const { t } = useTranslation()
  const form = useDraft({
    section: 'networks',
    saved: settings.chains,
    toDraft: toNetworksDraft,
    check: checkNetworksDraft,
    save: saveChains,
    fields: shownFields(settings.chains.chains.length),
  })
  const { draft, change } = form
  const { value: health } = useFollow('health', (signal) => terminal().system.health(undefined, { signal }))
  const [tokenOn, setTokenOn] = useState<Pick<Chain, 'key' | 'chainId' | 'name'> | undefined>(undefined)
  const [isAdding, setAdding] = useState(false)
  // Real money takes only what ships with the product, so there is nothing to add.
  const canAdd = settings.environment !== 'live' && !settings.fromFile
  return (
    <SectionForm
      title={t('settings.networks.title')}
      description={t('settings.networks.description')}
      form={form}
      isFromFile={settings.fromFile}
      busyWord={t('settings.networks.saving')}
      action={
        canAdd ? (
          <Button
            variant="default"
            leftSection={<Icon name="plus" size={20} />}
            onClick={() => setAdding(true)}
          >
            {t('settings.networks.addNetwork')}
          </Button>
        ) : null
      }
    >
      {draft.chains.length === 0 ? <p className={classes['empty']}>{t('settings.networks.empty')}</p> : null}
      {draft.chains.map((chain, index) => (
        <NetworkCard
          key={chain.key}
          index={index}
          form={form}
          health={health?.chains.find((each) => each.chain === chain.key)}
          {...(canAdd ? { onAddToken: () => setTokenOn(chain) } : {})}
        />
      ))}
      <TokenDialog
        chain={tokenOn}
        tokens={draft.tokens}
        onClose={() => setTokenOn(undefined)}
        onAdd={(token) => {
          change({ tokens: [...draft.tokens, token] })
          setTokenOn(undefined)
        }}
      />
      <NetworkDialog
        isOpen={isAdding}
        chains={settings.chains.chains}
        onClose={() => setAdding(false)}
        onAdd={(chain) => {
          change({ chains: [...draft.chains, typedNetwork(chain)] })
          setAdding(false)
        }}
      />
    </SectionForm>
  )
}
