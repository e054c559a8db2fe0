import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Display,
  Screen as Monitors,
  WebContents,
} from 'electron'
import { messageOf } from '../../shared/errors/pos-error.ts'
import type { Screen } from '../api/context.ts'
import type { Log } from '../platform/log.ts'
import { pageUrls } from './our-page.ts'

export type WindowsDeps = Readonly<{
  createWindow: (options: BrowserWindowConstructorOptions) => BrowserWindow
  monitors: Pick<Monitors, 'getAllDisplays' | 'getPrimaryDisplay' | 'on'>
  preload: string
  isPackaged: boolean
  log: Log
}>

/** The till, and beside it the customer display. */
export type Windows = Readonly<{
  openTill: () => void
  focusTill: () => void
  toggleDisplay: () => void
  /** Which of our windows a page is in; undefined for any other. */
  screenOf: (contents: WebContents) => Screen | undefined
}>

/** A page that is shut off from Node, from other pages and from the disk. */
function windowOptions({ preload, isPackaged }: WindowsDeps): BrowserWindowConstructorOptions {
  return {
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#101415',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !isPackaged,
      // A verdict must appear and sound also while another window is in front.
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  }
}

function show(window: BrowserWindow, screen: Screen, log: Log): void {
  window.once('ready-to-show', () => window.show())
  window.loadURL(pageUrls[screen]).catch((error: unknown) => {
    log.error('A page could not be loaded', { screen, problem: messageOf(error) })
  })
}

/** Makes the two windows; the display follows the second monitor as it comes and goes. */
export function initWindows(deps: WindowsDeps): Windows {
  const { createWindow, monitors, log } = deps
  let till: BrowserWindow | undefined
  let display: BrowserWindow | undefined

  const openTill = (): void => {
    const window = createWindow({
      ...windowOptions(deps),
      width: 1440,
      height: 900,
      minWidth: 1024,
      minHeight: 720,
    })
    till = window
    window.once('closed', () => {
      till = undefined
      display?.close()
    })
    show(window, 'till', log)
  }
  const openDisplay = (monitor: Display | undefined): void => {
    const place =
      monitor === undefined ? { width: 1024, height: 768 } : { ...monitor.bounds, fullscreen: true }
    const window = createWindow({ ...windowOptions(deps), ...place, title: 'Customer display' })
    display = window
    window.once('closed', () => {
      if (display === window) display = undefined
    })
    show(window, 'display', log)
  }
  const secondMonitor = (): Display | undefined => {
    const { id } = monitors.getPrimaryDisplay()
    return monitors.getAllDisplays().find((monitor) => monitor.id !== id)
  }
  const followMonitor = (): void => {
    const monitor = secondMonitor()
    if (monitor !== undefined && till !== undefined && display === undefined) openDisplay(monitor)
  }
  monitors.on('display-added', followMonitor)
  monitors.on('display-removed', () => {
    if (secondMonitor() === undefined) display?.close()
  })

  return {
    openTill: () => {
      openTill()
      followMonitor()
    },
    focusTill: () => {
      if (till?.isMinimized() === true) till.restore()
      till?.focus()
    },
    toggleDisplay: () => (display === undefined ? openDisplay(secondMonitor()) : display.close()),
    screenOf: (contents) => {
      if (till?.webContents === contents) return 'till'
      return display?.webContents === contents ? 'display' : undefined
    },
  }
}
