import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TickBox } from './toggle.tsx'
import { terminal } from '../../host/terminal.ts'
import { useSettings, type SettingsView } from '../../stores/settings.ts'
import { AddressPreview } from './address-preview.tsx'
import { checked, type Checked } from './problem-key.ts'
import { SectionForm } from './section-frame.tsx'
import { useDraft } from './use-draft.ts'
import { WalletBalances } from './wallet-balances.tsx'
import { xpubProblem } from './xpub-problem.ts'

type WalletDraft = Readonly<{ xpub: string; isCompared: boolean }>

async function saveWallet(xpub: string): Promise<void> {
  await terminal().settings.saveBackend({ kind: 'selfcustody', xpub })
  await useSettings.getState().refresh()
}

function checkWallet(draft: WalletDraft): Checked<string> {
  const problem = xpubProblem(draft.xpub)
  return checked(draft.xpub.trim(), {
    ...(problem === undefined ? {} : { xpub: problem }),
    ...(draft.isCompared ? {} : { isCompared: 'settings.problem.compare' }),
  })
}

/** Where the money goes: the public key of an account, its first addresses, and what they hold. */
export function WalletSection({ settings }: Readonly<{ settings: SettingsView }>) {
  const { t } = useTranslation()
  const [previewed, setPreviewed] = useState('')
  const form = useDraft<string, WalletDraft>({
    section: 'wallet',
    saved: settings.backend?.xpub ?? '',
    toDraft: (xpub) => ({ xpub, isCompared: false }),
    check: checkWallet,
    save: saveWallet,
    fields: ['xpub'],
  })
  const { draft, change, problemOf } = form
  const isChanged = draft.xpub.trim() !== (settings.backend?.xpub ?? '')
  return (
    <>
      <SectionForm
        title={t('settings.wallet.title')}
        description={t('settings.wallet.description')}
        form={{ ...form, isDirty: isChanged }}
        isFromFile={settings.fromFile}
      >
        <Textarea
          label={t('settings.wallet.xpub')}
          description={t('settings.wallet.xpubHint')}
          autosize
          minRows={2}
          maxLength={200}
          spellCheck={false}
          value={draft.xpub}
          error={problemOf('xpub')}
          onChange={(event) => change({ xpub: event.currentTarget.value, isCompared: false })}
        />
        <AddressPreview
          xpub={draft.xpub.trim()}
          preview={(xpub) => terminal().settings.previewAddresses({ xpub })}
          onPreviewed={() => setPreviewed(draft.xpub)}
        />
        {isChanged && previewed === draft.xpub ? (
          <TickBox
            label={t('settings.wallet.confirmChange')}
            checked={draft.isCompared}
            error={problemOf('isCompared')}
            onChange={(event) => change({ isCompared: event.currentTarget.checked })}
          />
        ) : null}
      </SectionForm>
      <WalletBalances />
    </>
  )
}
