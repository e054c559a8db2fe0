import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EvmAddress } from '../../../../shared/domain/tokens/token.ts'
import { CopyButton } from '../checkout/copy-button.tsx'
import { groupAddress } from '../checkout/group-address.ts'
import { useAction } from '../checkout/use-action.ts'
import { RejectionNotice } from './rejection-notice.tsx'
import classes from './address-preview.module.css'
import { xpubProblem } from './xpub-problem.ts'

type AddressPreviewProps = Readonly<{
  xpub: string
  preview: (xpub: string) => Promise<Readonly<{ addresses: readonly EvmAddress[] }>>
  onPreviewed: (addresses: readonly EvmAddress[]) => void
}>

/** The first addresses a key receives at, to compare with the wallet it is said to come from. */
export function AddressPreview({ xpub, preview, onPreviewed }: AddressPreviewProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<Readonly<{ of: string; addresses: readonly EvmAddress[] }>>()
  const show = useAction(async () => {
    const { addresses } = await preview(xpub)
    setShown({ of: xpub, addresses })
    onPreviewed(addresses)
  })
  return (
    <div className={classes['preview']}>
      <div>
        <Button
          variant="default"
          loading={show.isBusy}
          disabled={xpubProblem(xpub) !== undefined}
          onClick={() => void show.run()}
        >
          {t('settings.wallet.preview')}
        </Button>
      </div>
      {show.failure === undefined ? null : <RejectionNotice failure={show.failure} />}
      {shown?.of === xpub ? (
        <section aria-label={t('settings.wallet.first')} className={classes['card']}>
          <p className={classes['hint']}>{t('settings.wallet.compare')}</p>
          <ol className={classes['list']}>
            {shown.addresses.map((address, index) => (
              <li key={address} className={classes['item']}>
                <span className={classes['number']}>{index + 1}</span>
                <code className={classes['address']} aria-label={address}>
                  {groupAddress(address).join(' ')}
                </code>
                <CopyButton text={address} label={t('checkout.address.copy')} isCompact />
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </div>
  )
}
