import type { Menu, MenuItemConstructorOptions } from 'electron'

export type MenuDeps = Readonly<{
  menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>
  platform: NodeJS.Platform
  /** Opens the customer display where there is no second monitor, or closes it. */
  toggleDisplay: () => void
}>

/** Roles and not code wherever possible; nothing here reloads a page or opens developer tools. */
export function menuTemplate({
  platform,
  toggleDisplay,
}: Omit<MenuDeps, 'menu'>): MenuItemConstructorOptions[] {
  const till: MenuItemConstructorOptions = {
    label: 'Till',
    submenu: [
      { label: 'Customer display', accelerator: 'CmdOrCtrl+D', click: toggleDisplay },
      { role: 'togglefullscreen' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  }
  // The keys for copy and paste come from this menu on macOS, and from the system elsewhere.
  return platform === 'darwin' ? [{ role: 'appMenu' }, till, { role: 'editMenu' }] : [till]
}

/** Sets the menu of the app. */
export function initMenu({ menu, ...rest }: MenuDeps): void {
  menu.setApplicationMenu(menu.buildFromTemplate(menuTemplate(rest)))
}
