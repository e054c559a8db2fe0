import { portTransport } from './port-transport.ts'
import type { Transport } from './transport.ts'
import { rpcAddress, websocketTransport, type PageKind } from './websocket-transport.ts'

/** The way to the terminal that fits how this page was served: the desktop's own scheme, or a kiosk's address. */
export function pageTransport(page: Window, kind: PageKind): Transport {
  return page.location.protocol === 'app:'
    ? portTransport(page)
    : websocketTransport(rpcAddress(page.location, kind), page.location.pathname)
}
