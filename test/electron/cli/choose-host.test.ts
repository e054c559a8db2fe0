import { describe, expect, it, vi } from 'vitest'
import { chooseHost, chooseKiosk, findObstacle } from '../../../electron/cli/choose-host.ts'
import type { HostFacts, Obstacle } from '../../../electron/cli/choose-host.ts'

const desk: HostFacts = { platform: 'linux', isRoot: false, hasDisplay: true, canSandbox: true }
const server: Partial<HostFacts> = { isRoot: true, hasDisplay: false, canSandbox: false }

describe('findObstacle', () => {
  const rows: readonly [string, Partial<HostFacts>, Obstacle | undefined][] = [
    ['a Linux desk of an ordinary user', {}, undefined],
    ['a Linux machine without a display', { hasDisplay: false }, 'noDisplay'],
    ['a Linux desk used as root', { isRoot: true }, 'rootUser'],
    ['a Linux desk that forbids the sandbox', { canSandbox: false }, 'noSandbox'],
    ['a container: root, no display, no sandbox', server, 'noDisplay'],
    ['FreeBSD without a display', { platform: 'freebsd', hasDisplay: false }, 'noDisplay'],
    ['macOS, which has its own display and sandbox', { platform: 'darwin', ...server }, undefined],
    ['Windows', { platform: 'win32', ...server }, undefined],
  ]
  it.each(rows)('on %s', (_name, facts, expected) => {
    expect(findObstacle({ ...desk, ...facts })).toBe(expected)
  })
})

describe('chooseHost', () => {
  it('runs the desktop host where nothing stands in the way', async () => {
    const choice = await chooseHost(desk, () => Promise.resolve({ path: '/opt/electron' }))
    expect(choice).toEqual({ host: 'desktop', binary: '/opt/electron' })
  })

  it('runs the kiosk host and names the failed download where there is no binary', async () => {
    const choice = await chooseHost(desk, () => Promise.resolve({ path: undefined, reason: 'fetch failed' }))
    expect(choice).toEqual({
      host: 'kiosk',
      because: 'noBinary',
      reason: 'The Electron binary is not installed and could not be fetched (fetch failed)',
      line: 'The Electron binary is not installed and could not be fetched (fetch failed): starting the till for a browser instead.',
    })
  })

  it.each([{ hasDisplay: false }, { isRoot: true }, { canSandbox: false }])(
    'never downloads Electron for a machine that cannot run it: %o',
    async (facts) => {
      const findBinary = vi.fn(() => Promise.resolve({ path: '/opt/electron' }))
      const choice = await chooseHost({ ...desk, ...facts }, findBinary)
      expect(choice.host).toBe('kiosk')
      expect(findBinary).not.toHaveBeenCalled()
    },
  )
})

describe('chooseKiosk', () => {
  const obstacles: readonly Obstacle[] = [
    'rootUser',
    'noDisplay',
    'noSandbox',
    'noBinary',
    'missingLibraries',
  ]
  it.each(obstacles)('says %s in one line that never offers to drop the sandbox', (obstacle) => {
    const { line } = chooseKiosk(obstacle)
    expect(line).toMatch(/^[A-Z].*: starting the till for a browser instead\.$/)
    expect(line).not.toContain('--no-sandbox')
  })
})
