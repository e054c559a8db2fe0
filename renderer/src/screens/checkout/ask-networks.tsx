import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import classes from './ask-networks.module.css'
import { EvidenceList } from './evidence-list.tsx'

type AskNetworksProps = Readonly<{
  view: Pick<CheckoutView, 'verdict' | 'offers'>
  isOpen?: boolean
  onLookUp: () => void
}>

/** How the till knows, and what to ask when the customer says that they have paid while it has seen nothing. */
export function AskNetworks({ view, isOpen = false, onLookUp }: AskNetworksProps) {
  const { t } = useTranslation()
  return (
    <div className={classes['row']}>
      <EvidenceList view={view} isOpen={isOpen} />
      <Button
        variant="default"
        px={12}
        className={classes['ask'] ?? ''}
        onClick={onLookUp}
        aria-label={t('lookUp.openLabel')}
        aria-haspopup="dialog"
        aria-keyshortcuts="L"
      >
        {t('lookUp.open')}
      </Button>
    </div>
  )
}
