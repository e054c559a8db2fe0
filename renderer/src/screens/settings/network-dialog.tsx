import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TickBox } from './toggle.tsx'
import { checkNetworkDraft, type Chain, type NetworkDraft } from './networks-draft.ts'
import classes from './rows.module.css'

type NetworkDialogProps = Readonly<{
  isOpen: boolean
  chains: readonly Chain[]
  onClose: () => void
  onAdd: (chain: Chain) => void
}>

const empty: NetworkDraft = {
  name: '',
  key: '',
  chainId: '',
  blockSeconds: '2',
  depth: '12',
  tag: true,
  testnet: true,
  endpoints: '',
}

/** Adds a network. Saving the section then asks its endpoints who they are. */
export function NetworkDialog({ isOpen, chains, onClose, onAdd }: NetworkDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened={isOpen}
      onClose={onClose}
      size={560}
      title={t('settings.networks.network.dialog')}
    >
      <NetworkForm chains={chains} onAdd={onAdd} />
    </Modal>
  )
}

function NetworkForm({ chains, onAdd }: Pick<NetworkDialogProps, 'chains' | 'onAdd'>) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(empty)
  const [isTried, setTried] = useState(false)
  const result = checkNetworkDraft(draft, chains)
  const problemOf = (field: string): string | null => {
    const key = isTried && !result.ok ? result.problems[field] : undefined
    return key === undefined ? null : t(key)
  }
  const submit = (): void => {
    setTried(true)
    if (result.ok) onAdd(result.value)
  }
  return (
    <div className={classes['stack']}>
      <div className={classes['grid']}>
        {(['name', 'key', 'chainId', 'blockSeconds', 'depth'] as const).map((field) => (
          <TextInput
            key={field}
            label={t(`settings.networks.network.${field}`)}
            value={draft[field]}
            maxLength={60}
            error={problemOf(field)}
            onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <Textarea
        label={t('settings.networks.endpoints')}
        description={t('settings.networks.endpointsHint')}
        autosize
        minRows={2}
        spellCheck={false}
        value={draft.endpoints}
        error={problemOf('endpoints')}
        onChange={(event) => setDraft({ ...draft, endpoints: event.currentTarget.value })}
      />
      <TickBox
        label={t('settings.networks.network.tag')}
        checked={draft.tag}
        onChange={(event) => setDraft({ ...draft, tag: event.currentTarget.checked })}
      />
      <TickBox
        label={t('settings.networks.network.testnet')}
        checked={draft.testnet}
        onChange={(event) => setDraft({ ...draft, testnet: event.currentTarget.checked })}
      />
      <div className={classes['buttons']}>
        <Button onClick={submit}>{t('settings.networks.network.add')}</Button>
      </div>
    </div>
  )
}
