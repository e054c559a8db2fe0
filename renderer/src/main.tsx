import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import './theme/tokens.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { assertInvariant } from '../../shared/errors/assert.ts'
import { App } from './app.tsx'
import { connectHost } from './host/connect-host.ts'
import { pageTransport } from './host/page-transport.ts'
import { setHost } from './host/terminal.ts'
import { startTexts } from './i18n/i18n.ts'
import { endSession, greetTerminal, useSession } from './stores/session.ts'
import { startAnewAfterDrill } from './stores/start-anew.ts'
import { ThemeProvider } from './theme/theme-provider.tsx'

startTexts()
setHost(
  connectHost({
    transport: pageTransport(window, 'till'),
    greet: async (client) => {
      const before = useSession.getState().hello
      await greetTerminal(client)
      startAnewAfterDrill(before, useSession.getState().hello)
    },
    onFailure: ({ code }) => {
      if (code === 'session.required') endSession()
    },
  }),
)

const root = document.getElementById('root')
assertInvariant(root !== null, 'The page has no root element')
createRoot(root).render(
  <StrictMode>
    <ThemeProvider>
      <App />
    </ThemeProvider>
  </StrictMode>,
)
