import type { Protocol } from 'electron'
import { openPages } from '../platform/pages.ts'
import { pageHost, pageScheme } from './our-page.ts'

/** Before the app is ready: without `standard` the pages would have no IndexedDB, without `secure` no clipboard. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

export type AppProtocolDeps = Readonly<{ protocol: Pick<Protocol, 'handle'>; pagesFolder: string }>

/** Serves the built pages as `app://pos/`, under the same rules as the kiosk; they connect to nothing. */
export function initAppProtocol({ protocol, pagesFolder }: AppProtocolDeps): void {
  const pages = openPages({
    folder: pagesFolder,
    isOurHost: (host) => host === pageHost,
    connectOf: () => [],
  })
  protocol.handle(pageScheme, ({ method, url }) => pages({ method, url: new URL(url) }))
}
