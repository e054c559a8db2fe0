import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { AddressPreview } from '../settings/address-preview.tsx'
import { StepHead } from './step-head.tsx'
import type { Wizard } from './use-setup.ts'

/** The owner's wallet by its public key; for real money the owner proves to have looked. */
export function WalletStep({ wizard }: Readonly<{ wizard: Wizard }>) {
  const { t } = useTranslation()
  const { draft, change, problemOf } = wizard
  const [first] = draft.firstAddresses
  const isMatch = first !== undefined && draft.confirmedAddress.trim().toLowerCase() === first.toLowerCase()
  return (
    <>
      <StepHead title={t('setup.wallet.title')} body={t('setup.wallet.body')} />
      <Textarea
        label={t('settings.wallet.xpub')}
        description={t('settings.wallet.xpubHint')}
        autosize
        minRows={2}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        value={draft.xpub}
        error={problemOf('xpub')}
        onChange={(event) => change({ xpub: event.currentTarget.value, firstAddresses: [] })}
      />
      <AddressPreview
        xpub={draft.xpub.trim()}
        preview={(xpub) => terminal().setup.previewAddresses({ xpub })}
        onPreviewed={(firstAddresses) => change({ firstAddresses })}
      />
      {draft.environment === 'live' && first !== undefined ? (
        <>
          <TextInput
            label={t('setup.wallet.confirm')}
            description={t('setup.wallet.confirmHint')}
            spellCheck={false}
            autoComplete="off"
            maxLength={60}
            value={draft.confirmedAddress}
            error={problemOf('confirmedAddress')}
            onChange={(event) => change({ confirmedAddress: event.currentTarget.value })}
          />
          <div role="status">{isMatch ? <Notice kind="good" title={t('setup.wallet.matches')} /> : null}</div>
        </>
      ) : null}
    </>
  )
}
