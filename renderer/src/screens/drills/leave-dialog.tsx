import { Button, Group, Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type LeaveDialogProps = Readonly<{ isOpen: boolean; onStay: () => void; onLeave: () => void }>

/** Asks before a drill is left in the middle. */
export function LeaveDialog({ isOpen, onStay, onLeave }: LeaveDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened={isOpen}
      onClose={onStay}
      title={t('drills.leave.title')}
      size={480}
    >
      <Text>{t('drills.leave.body')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" size="lg" onClick={onLeave}>
          {t('drills.leave.leave')}
        </Button>
        <Button size="lg" onClick={onStay} data-autofocus>
          {t('drills.leave.stay')}
        </Button>
      </Group>
    </Modal>
  )
}
