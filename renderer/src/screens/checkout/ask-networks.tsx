import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'

/** For the customer who says that they have paid while the till has seen nothing. */
export function AskNetworks({ onLookUp }: Readonly<{ onLookUp: () => void }>) {
  const { t } = useTranslation()
  return (
    <Button
      variant="default"
      leftSection={<Icon name="search" size={20} />}
      onClick={onLookUp}
      aria-haspopup="dialog"
      aria-keyshortcuts="L"
    >
      {t('lookUp.open')}
    </Button>
  )
}
