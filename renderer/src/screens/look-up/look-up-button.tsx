import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import classes from './look-up-dialog.module.css'
import { LookUpDialog } from './look-up-dialog.tsx'

/** Opens the dialog that looks a transaction up, from the page of a sale or of a case. */
export function LookUpButton({ saleId }: Readonly<{ saleId: string }>) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        variant="default"
        className={classes['open'] ?? ''}
        aria-label={t('lookUp.openFromSaleLabel')}
        leftSection={<Icon name="search" size={20} />}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
      >
        {t('lookUp.openFromSale')}
      </Button>
      <LookUpDialog isOpen={isOpen} saleId={saleId} onClose={() => setOpen(false)} />
    </>
  )
}
