import { describe, expect, it, vi } from 'vitest'
import { initMenu, menuTemplate } from '../../../electron/shell/menu.ts'
import { fakeMenu } from '../../fixtures/fake-electron.ts'

const platforms = ['linux', 'win32', 'darwin'] as const

describe('menuTemplate', () => {
  it.each(platforms)('opens no developer tools and reloads no page on %s', (platform) => {
    const template = JSON.stringify(menuTemplate({ platform, toggleDisplay: () => undefined }))
    expect(template).not.toMatch(/reload|devtools/i)
    expect(template).toContain('"role":"quit"')
  })

  it('brings the keys for copy and paste where the system leaves them to the app', () => {
    const template = menuTemplate({ platform: 'darwin', toggleDisplay: () => undefined })
    expect(template.map(({ role }) => role)).toContain('editMenu')
  })
})

describe('initMenu', () => {
  it('shows and hides the customer display', () => {
    const menu = fakeMenu()
    const toggleDisplay = vi.fn<() => void>()
    initMenu({ menu, platform: 'linux', toggleDisplay })
    expect(menu.setApplicationMenu).toHaveBeenCalledTimes(1)
    const [till] = vi.mocked(menu.buildFromTemplate).mock.calls[0]?.[0] ?? []
    expect(till).toMatchObject({
      submenu: expect.arrayContaining([
        expect.objectContaining({ label: 'Customer display', click: toggleDisplay }),
      ]),
    })
  })
})
