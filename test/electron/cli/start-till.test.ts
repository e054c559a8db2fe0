import { describe, expect, it } from 'vitest'
import { startTill } from '../../../electron/cli/start-till.ts'
import type { StartEffects } from '../../../electron/cli/start-till.ts'

const args = ['--data', '/shop', '--port', '4310']

function recordEffects(overrides: Partial<StartEffects> = {}) {
  const steps: string[] = []
  const effects: StartEffects = {
    facts: () => ({ platform: 'linux', isRoot: false, hasDisplay: true, canSandbox: true }),
    obtainBinary: () => Promise.resolve({ path: '/opt/electron' }),
    ensureBuilt: (parts) => Promise.resolve(void steps.push(`build ${parts.join('+')}`)),
    runDesktop: (binary, given) => {
      steps.push(`${binary} ${given.join(' ')}`)
      return Promise.resolve(0)
    },
    runKiosk: (given) => {
      steps.push(`kiosk ${given.join(' ')}`)
      return Promise.resolve(0)
    },
    say: (line) => void steps.push(`say ${line}`),
    ...overrides,
  }
  return { effects, steps }
}

const headless = { platform: 'linux', isRoot: true, hasDisplay: false, canSandbox: true } as const

describe('startTill', () => {
  it('builds everything and opens the desktop app with the given arguments', async () => {
    const { effects, steps } = recordEffects()
    expect(await startTill(effects, args)).toBe(0)
    expect(steps).toEqual(['build renderer+desktop', '/opt/electron --data /shop --port 4310'])
  })

  it('says why in one line, builds only the pages and runs the kiosk host on a machine without a display', async () => {
    const { effects, steps } = recordEffects({ facts: () => headless })
    expect(await startTill(effects, args)).toBe(0)
    expect(steps).toHaveLength(3)
    expect(steps[0]).toMatch(/^say There is no display here [^\n]*$/)
    expect(steps.slice(1)).toEqual(['build renderer', 'kiosk --data /shop --port 4310'])
  })

  it('runs the kiosk host where Electron cannot be fetched', async () => {
    const { effects, steps } = recordEffects({
      obtainBinary: () => Promise.resolve({ path: undefined, reason: 'fetch failed' }),
    })
    await startTill(effects, args)
    expect(steps.at(-1)).toBe('kiosk --data /shop --port 4310')
  })

  it('falls back to the kiosk host when the loader cannot start Electron', async () => {
    const { effects, steps } = recordEffects({ runDesktop: () => Promise.resolve(127) })
    expect(await startTill(effects, args)).toBe(0)
    expect(steps.at(-1)).toBe('kiosk --data /shop --port 4310')
  })

  it.each([2, 3, 4, 139])(
    'passes exit code %i of the desktop host on and starts nothing else',
    async (code) => {
      const { effects, steps } = recordEffects({ runDesktop: () => Promise.resolve(code) })
      expect(await startTill(effects, args)).toBe(code)
      expect(steps).toEqual(['build renderer+desktop'])
    },
  )

  it('passes the exit code of the kiosk host on', async () => {
    const { effects } = recordEffects({ facts: () => headless, runKiosk: () => Promise.resolve(3) })
    expect(await startTill(effects, args)).toBe(3)
  })

  it('starts no host when the build fails', async () => {
    const { effects, steps } = recordEffects({ ensureBuilt: () => Promise.reject(new Error('build failed')) })
    await expect(startTill(effects, args)).rejects.toThrow('build failed')
    expect(steps).toEqual([])
  })
})
