import type { Session } from 'electron'
import type { Log } from '../platform/log.ts'
import { isOurPage } from './our-page.ts'

/** What a page may do beside showing itself. Everything that is not here is refused. */
export const allowedPermissions: Readonly<Record<string, string>> = {
  'clipboard-sanitized-write': 'A customer without a camera copies the address to pay to',
}

export type PermissionsDeps = Readonly<{
  session: Pick<
    Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
  >
  log: Log
}>

function isAllowed(permission: string, address: string | undefined): boolean {
  return Object.hasOwn(allowedPermissions, permission) && address !== undefined && isOurPage(address)
}

/** Answers no to every request, check, device and screen capture that the table does not name. */
export function initPermissions({ session, log }: PermissionsDeps): void {
  session.setPermissionRequestHandler((contents, permission, callback, details) => {
    const isGranted = isAllowed(permission, details.requestingUrl) && isOurPage(contents.getURL())
    if (!isGranted) log.warn('A permission was refused', { permission })
    callback(isGranted)
  })
  session.setPermissionCheckHandler(
    (contents, permission, requestingOrigin, details) =>
      details.isMainFrame &&
      isAllowed(permission, requestingOrigin) &&
      contents !== null &&
      isOurPage(contents.getURL()),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null))
}
