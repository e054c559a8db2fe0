import { create } from 'qrcode'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { qrPath } from './qr-path.ts'
import classes from './payment-qr.module.css'

/** Light modules around a code, without which scanners do not find it. @see ISO/IEC 18004 (quiet zone) */
const quietModules = 4

/** The smallest width of a module in pixels that scanners read from a screen across a counter. */
const modulePixelsMin = 4

/**
 * A payment request as a QR code: level M, quiet zone of four modules, always dark on light. It fills the width of its
 * parent and never gets smaller than that.
 */
export function PaymentQr({ text }: Readonly<{ text: string }>) {
  const { t } = useTranslation()
  const code = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' })
    return { side: modules.size + 2 * quietModules, path: qrPath(modules.data, modules.size, quietModules) }
  }, [text])
  return (
    <svg
      className={classes['plate']}
      style={{ minWidth: code.side * modulePixelsMin }}
      role="img"
      aria-label={t('common.qrName')}
      viewBox={`0 0 ${code.side} ${code.side}`}
      shapeRendering="crispEdges"
    >
      <rect width={code.side} height={code.side} fill="#ffffff" />
      <path d={code.path} fill="#0a1615" />
    </svg>
  )
}
