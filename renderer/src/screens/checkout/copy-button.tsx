import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'

const shownMs = 2_000

type CopyButtonProps = Readonly<{
  text: string
  label: string
  /** The label is for screen readers only; the icon stands alone. */
  isCompact?: boolean
}>

/** Copies a text and says so. Where the browser refuses, the text beside it can be selected by hand. */
export function CopyButton({ text, label, isCompact = false }: CopyButtonProps) {
  const { t } = useTranslation()
  const [outcome, setOutcome] = useState<'copied' | 'refused' | undefined>(undefined)
  useEffect(() => {
    if (outcome === undefined) return undefined
    const timer = setTimeout(() => setOutcome(undefined), shownMs)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('refused')
    }
  }
  const word = outcome === undefined ? label : t(`checkout.address.${outcome}`)
  return (
    <Button
      variant={isCompact ? 'subtle' : 'default'}
      px={isCompact ? 12 : 16}
      aria-label={label}
      onClick={() => void copy()}
    >
      <Icon name={outcome === 'copied' ? 'check' : 'copy'} size={20} />
      {isCompact ? null : <span style={{ marginInlineStart: 8 }}>{word}</span>}
      <span className="visually-hidden" aria-live="polite">
        {outcome === undefined ? '' : word}
      </span>
    </Button>
  )
}
