import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ScreenMessage } from './screen-message.tsx'

type Props = Readonly<{ children: ReactNode }>

function CrashMessage({ problem }: Readonly<{ problem: string }>) {
  const { t } = useTranslation()
  return (
    <ScreenMessage
      icon="alert"
      title={t('frame.crash.title')}
      body={`${t('frame.crash.body')} (${problem})`}
      action={<Button onClick={() => window.location.reload()}>{t('frame.crash.reload')}</Button>}
    />
  )
}

/** Catches what a screen throws while drawing, so that the frame and the other screens stay. React asks for a class here. */
export class CrashBoundary extends Component<Props, Readonly<{ problem: string | undefined }>> {
  override state = { problem: undefined }

  static getDerivedStateFromError(error: unknown): Readonly<{ problem: string }> {
    return { problem: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    const { problem } = this.state
    return problem === undefined ? this.props.children : <CrashMessage problem={problem} />
  }
}
