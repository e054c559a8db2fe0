import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { registerKeys } from './register-keys.ts'
import classes from './keys-dialog.module.css'

/** Keys whose name on the keyboard is not what the event calls them. */
const spelled = {
  Enter: 'enter',
  Backspace: 'backspace',
  Escape: 'escape',
  Delete: 'delete',
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  'Ctrl+Enter': 'ctrlEnter',
} as const

function isSpelled(key: string): key is keyof typeof spelled {
  return Object.hasOwn(spelled, key)
}

/** Every key of the register and of the frame. */
export function KeysDialog({ onClose }: Readonly<{ onClose: () => void }>) {
  const { t } = useTranslation()
  const rows = [
    { key: t('register.keys.key.digits'), text: t('register.keys.digits') },
    ...registerKeys.map(({ key, action }) => ({
      key: isSpelled(key) ? t(`register.keys.key.${spelled[key]}`) : key,
      text: t(`register.keys.${action}`),
    })),
    { key: 'F10', text: t('register.keys.lock') },
    { key: t('register.keys.key.alt'), text: t('register.keys.screens') },
  ]
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('register.keys.title')}
      size={720}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <dl className={classes['list']}>
        {rows.map(({ key, text }) => (
          <div key={key} className={classes['row']}>
            <dt>{text}</dt>
            <dd>
              <kbd className={classes['key']}>{key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
