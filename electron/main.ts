import { homedir } from 'node:os'
import { join } from 'node:path'
import * as electron from 'electron'
import { defaultDataFolder } from './cli/data-folder.ts'
import { systemClock as clock } from './platform/clock.ts'
import { randomIds as ids } from './platform/ids.ts'
import { jsonLog } from './platform/log.ts'
import { initAppProtocol, registerAppScheme } from './shell/app-protocol.ts'
import { initCrashRecovery } from './shell/crash-recovery.ts'
import { readDesktopOptions } from './shell/desktop-options.ts'
import { initDesktopTerminal } from './shell/desktop-terminal.ts'
import { explorerHosts, initExternalLinks } from './shell/external-links.ts'
import { giveUp } from './shell/give-up.ts'
import { initMenu } from './shell/menu.ts'
import { initNavigation } from './shell/navigation.ts'
import { initPermissions } from './shell/permissions.ts'
import { initPower } from './shell/power.ts'
import { initQuit } from './shell/quit.ts'
import { initSecrets } from './shell/secrets.ts'
import { initSingleInstance } from './shell/single-instance.ts'
import { initWindows } from './shell/windows.ts'
import { openTerminal } from './terminal.ts'

const { app, crashReporter, dialog, ipcMain, powerMonitor, protocol, safeStorage, screen, session, shell } =
  electron
const log = jsonLog((line) => void process.stderr.write(line), clock.now)
const failed = giveUp({ app, dialog, log })
let windows: ReturnType<typeof initWindows> | undefined

async function start(): Promise<void> {
  const { platform, env, argv } = process
  const usual = defaultDataFolder({ platform, env, home: homedir() })
  const asked = readDesktopOptions(argv, usual)
  const secrets = initSecrets({ safeStorage, platform })
  const terminal = { ...asked, version: app.getVersion(), clock, ids, log, secrets }
  const desktop = initDesktopTerminal({ ipcMain, openTerminal, terminal, failed })

  app.enableSandbox()
  app.setPath('userData', join(asked.dataFolder, 'desktop'))
  registerAppScheme(protocol)
  if (!initSingleInstance({ app, focus: () => windows?.focusTill() })) return app.quit()
  initCrashRecovery({ app, crashReporter, dialog, process, stop: desktop.stop, clock, log })
  initNavigation({ app, openOutside: initExternalLinks({ shell, hosts: explorerHosts(), log }), log })
  initQuit({ app, stop: desktop.stop, log })

  await app.whenReady()
  initPermissions({ session: session.defaultSession, log })
  initAppProtocol({ protocol, pagesFolder: join(import.meta.dirname, '../renderer') })
  initPower({ powerMonitor, app, wake: desktop.wake, log })
  const createWindow = (options: electron.BrowserWindowConstructorOptions) =>
    new electron.BrowserWindow(options)
  const preload = join(import.meta.dirname, '../preload/preload.cjs')
  windows = initWindows({ createWindow, monitors: screen, preload, isPackaged: app.isPackaged, log })
  initMenu({ menu: electron.Menu, platform, toggleDisplay: windows.toggleDisplay })
  windows.openTill()
  await desktop.open(windows.screenOf)
}

start().catch(failed)
