import { ipcRenderer } from 'electron'
import { connectAnswer, connectChannel, connectRequest } from './shell/preload-channel.ts'

/** What the preload uses of the page it stands beside; the main process knows no DOM. */
type PageMessage = Readonly<{ source: unknown; origin: string; data: unknown }>
declare const window: Readonly<{
  location: Readonly<{ origin: string }>
  addEventListener: (type: 'message', listener: (event: PageMessage) => void) => void
  postMessage: (message: unknown, targetOrigin: string, transfer: readonly object[]) => void
}>

function isRequest({ source, origin, data }: PageMessage): boolean {
  return (
    source === window &&
    origin === window.location.origin &&
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === connectRequest
  )
}

// The page asks, and gets one end of a channel whose other end the main process judges and serves.
window.addEventListener('message', (event) => {
  if (!isRequest(event)) return
  const { port1, port2 } = new MessageChannel()
  ipcRenderer.postMessage(connectChannel, null, [port1])
  window.postMessage({ type: connectAnswer }, window.location.origin, [port2])
})
