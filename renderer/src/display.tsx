import '@fontsource-variable/inter/wght.css'
import './theme/tokens.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { assertInvariant } from '../../shared/errors/assert.ts'
import { connectHost } from './host/connect-host.ts'
import { pageTransport } from './host/page-transport.ts'
import { setHost } from './host/terminal.ts'
import { startTexts } from './i18n/i18n.ts'
import { CustomerDisplay } from './screens/display/customer-display.tsx'
import { applyColorScheme } from './theme/apply-color-scheme.ts'

applyColorScheme(window)
startTexts()
setHost(connectHost({ transport: pageTransport(window, 'display') }))

const root = document.getElementById('root')
assertInvariant(root !== null, 'The page has no root element')
createRoot(root).render(
  <StrictMode>
    <CustomerDisplay />
  </StrictMode>,
)
