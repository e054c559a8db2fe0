import type { App, Event, WebContents } from 'electron'
import type { Log } from '../platform/log.ts'
import { isOurPage } from './our-page.ts'

export type NavigationDeps = Readonly<{
  app: Pick<App, 'on'>
  /** Opens an address outside, if it is one that may be; called for what a page wanted to open in a window. */
  openOutside: (address: string) => void
  log: Log
}>

type Navigation = Event<{ url: string; isMainFrame: boolean }>

function guard(contents: WebContents, { openOutside, log }: NavigationDeps): void {
  const deny = (event: Navigation): void => {
    if (event.isMainFrame && isOurPage(event.url)) return
    event.preventDefault()
    log.warn('A page tried to go elsewhere', { isMainFrame: event.isMainFrame })
  }
  contents.on('will-navigate', deny)
  contents.on('will-frame-navigate', deny)
  contents.on('will-redirect', deny)
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    log.warn('A page tried to embed another')
  })
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url)
    return { action: 'deny' }
  })
}

/** Keeps every page, whoever made it, on our own pages: no other address, no frame, no webview, no window of its own. */
export function initNavigation(deps: NavigationDeps): void {
  deps.app.on('web-contents-created', (_event, contents) => guard(contents, deps))
}
