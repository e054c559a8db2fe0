import type {
  MediaAccessPermissionRequest,
  PermissionCheckHandlerHandlerDetails,
  PermissionRequest,
} from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLog } from '../../electron/platform/log.ts'
import { allowedPermissions, initPermissions } from '../../electron/shell/permissions.ts'
import { fakeContents, fakeSession } from '../fixtures/fake-electron.ts'

/** Everything a page can ask for in Electron 45, as its types list it. */
const everything = [
  'ar',
  'automatic-fullscreen',
  'background-fetch',
  'background-sync',
  'captured-surface-control',
  'clipboard-read',
  'clipboard-sanitized-write',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'geolocation-approximate',
  'hand-tracking',
  'hid',
  'idle-detection',
  'keyboardLock',
  'local-fonts',
  'local-network',
  'local-network-access',
  'loopback-network',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'nfc',
  'notifications',
  'openExternal',
  'payment-handler',
  'periodic-background-sync',
  'persistent-storage',
  'pointerLock',
  'screen-wake-lock',
  'sensors',
  'serial',
  'smart-card',
  'speaker-selection',
  'storage-access',
  'system-wake-lock',
  'top-level-storage-access',
  'usb',
  'vr',
  'web-app-installation',
  'web-printing',
  'window-management',
  'unknown',
] as const satisfies readonly Parameters<
  NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>
>[1][]

describe('what a page may do', () => {
  let session: ReturnType<typeof fakeSession>
  beforeEach(() => {
    session = fakeSession()
    initPermissions({ session, log: silentLog })
  })

  function isGranted(
    permission: (typeof everything)[number],
    requestingUrl = 'app://pos/',
    page = 'app://pos/',
  ) {
    const callback = vi.fn<(isGranted: boolean) => void>()
    const details = { requestingUrl, isMainFrame: true } as PermissionRequest & MediaAccessPermissionRequest
    session.handlers().request?.(fakeContents(page), permission, callback, details)
    expect(callback).toHaveBeenCalledTimes(1)
    return callback.mock.calls[0]?.[0]
  }

  function isChecked(permission: (typeof everything)[number], origin = 'app://pos/', isMainFrame = true) {
    const details = { isMainFrame, requestingUrl: origin } as PermissionCheckHandlerHandlerDetails
    return session.handlers().check?.(fakeContents(), permission, origin, details)
  }

  it.each(everything)('%s only if the table has a reason for it', (permission) => {
    const isAllowed = permission in allowedPermissions
    expect(isGranted(permission)).toBe(isAllowed)
    expect(isChecked(permission)).toBe(isAllowed)
  })

  it('is copying, and nothing else', () => {
    expect(everything.filter((permission) => isGranted(permission) === true)).toEqual([
      'clipboard-sanitized-write',
    ])
  })

  it('is nothing for a page that is not ours, or a frame', () => {
    const copying = 'clipboard-sanitized-write'
    expect(isGranted(copying, 'https://evil.example/')).toBe(false)
    expect(isGranted(copying, 'app://pos/', 'https://evil.example/')).toBe(false)
    expect(isChecked(copying, 'https://evil.example/')).toBe(false)
    expect(isChecked(copying, 'app://pos/', false)).toBe(false)
    const details = { isMainFrame: true } as PermissionCheckHandlerHandlerDetails
    expect(session.handlers().check?.(null, copying, 'app://pos/', details)).toBe(false)
  })

  it('is not a name that every object has', () => {
    expect(isGranted('constructor' as never)).toBe(false)
    expect(isChecked('toString' as never)).toBe(false)
  })

  it('reaches no device and records no screen', () => {
    const { device, capture } = session.handlers()
    expect(device?.({} as never)).toBe(false)
    const callback = vi.fn<(streams: unknown) => void>()
    capture?.({} as never, callback)
    expect(callback).toHaveBeenCalledExactlyOnceWith(null)
  })
})
