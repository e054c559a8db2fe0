import { beforeEach, describe, expect, it, vi } from 'vitest'
import { hostTerminal, type HostedTerminal } from '../../electron/host-terminal.ts'
import { randomIds } from '../../electron/platform/ids.ts'
import { silentLog } from '../../electron/platform/log.ts'
import type { OpenTerminal, Restart, TerminalOptions } from '../../electron/terminal-options.ts'
import type { Environment } from '../../shared/domain/settings/settings.ts'
import { PosError } from '../../shared/errors/pos-error.ts'
import { testSettings } from '../fixtures/test-till.ts'
import { openProbe } from '../contract/probe-api.ts'

/** Terminals that only say what happens to them, and can be refused. */
function openWorld() {
  const story: string[] = []
  const refused = new Set<string>()
  let wanted: (next: Restart) => void = () => undefined
  const open = ({ environment = 'practice', drill }: TerminalOptions): Promise<OpenTerminal> => {
    const named = drill === undefined ? environment : `drill ${drill.kind}`
    if (refused.has(named)) {
      story.push(`refuse ${named}`)
      return Promise.reject(new PosError('ledger.locked', 'held by somebody'))
    }
    story.push(`open ${named}`)
    const { api } = openProbe()
    return Promise.resolve({
      environment,
      api,
      router: api.router,
      describe: () => ({ environment, chains: [] }),
      onRestartWanted: (listener) => {
        wanted = listener
      },
      wake: () => story.push(`wake ${environment}`),
      stop: () => {
        story.push(`stop ${named}`)
        return Promise.resolve()
      },
    })
  }
  const events = {
    leaving: () => story.push('leave'),
    ready: ({ environment }: { environment: Environment }) => story.push(`ready ${environment}`),
    failed: vi.fn<(error: unknown) => void>(),
  }
  return {
    story,
    refused,
    open,
    events,
    choose: (environment: Environment) => wanted({ environment }),
    restart: (next: Restart) => wanted(next),
  }
}

const drill: NonNullable<Restart['drill']> = {
  kind: 'late',
  startedBy: 'manager',
  staff: [],
  settings: {
    shop: testSettings.shop,
    tax: testSettings.tax,
    checkout: testSettings.checkout,
    rates: [],
  },
}

const terminal: TerminalOptions = {
  dataFolder: '/nowhere',
  version: '1',
  clock: { now: () => 0 },
  ids: randomIds,
  log: silentLog,
}

describe('hostTerminal', () => {
  let world: ReturnType<typeof openWorld>
  const start = (): Promise<HostedTerminal> =>
    hostTerminal({ open: world.open, terminal, events: world.events })

  beforeEach(() => {
    world = openWorld()
  })

  it('serves the terminal it opened, until it stops', async () => {
    const hosted = await start()
    expect(hosted.api()).toBeDefined()
    hosted.wake()
    await hosted.stop()
    expect(hosted.api()).toBeUndefined()
    expect(world.story).toEqual(['open practice', 'ready practice', 'wake practice', 'stop practice'])
  })

  it('says what opening the first terminal fails with', async () => {
    world.refused.add('practice')
    await expect(start()).rejects.toMatchObject({ code: 'ledger.locked' })
  })

  it('never runs two: the old one is stopped before the next opens', async () => {
    const hosted = await start()
    const before = hosted.api()
    world.choose('testnet')
    await vi.waitFor(() => expect(world.story.at(-1)).toBe('ready testnet'))
    expect(world.story).toEqual([
      'open practice',
      'ready practice',
      'leave',
      'stop practice',
      'open testnet',
      'ready testnet',
    ])
    expect(hosted.api()).toBeDefined()
    expect(hosted.api()).not.toBe(before)
    await hosted.stop()
    expect(world.story.at(-1)).toBe('stop testnet')
  })

  it('comes back to the environment before when the chosen one cannot be opened', async () => {
    const hosted = await start()
    world.refused.add('live')
    world.choose('live')
    await vi.waitFor(() => expect(world.story.slice(-2)).toEqual(['open practice', 'ready practice']))
    expect(world.events.failed).not.toHaveBeenCalled()
    expect(hosted.api()).toBeDefined()
    await hosted.stop()
  })

  it('says so when neither can be opened', async () => {
    const hosted = await start()
    world.refused.add('live').add('practice')
    world.choose('live')
    await vi.waitFor(() => expect(world.events.failed).toHaveBeenCalledTimes(1))
    expect(hosted.api()).toBeUndefined()
    await hosted.stop()
  })

  it('enters a drill, and comes back from it to what it was told to open', async () => {
    const hosted = await start()
    world.restart({ drill })
    await vi.waitFor(() => expect(world.story).toContain('open drill late'))
    await vi.waitFor(() => expect(hosted.api()).toBeDefined())
    world.restart({})
    await vi.waitFor(() => expect(world.story.slice(-2)).toEqual(['open practice', 'ready practice']))
    expect(world.story.indexOf('stop practice')).toBeLessThan(world.story.indexOf('open drill late'))
    expect(world.story.filter((line) => line === 'stop drill late')).toHaveLength(1)
    await hosted.stop()
  })

  it('is in practice again when a drill cannot be opened', async () => {
    const hosted = await start()
    world.refused.add('drill late')
    world.restart({ drill })
    await vi.waitFor(() =>
      expect(world.story.slice(-3)).toEqual(['refuse drill late', 'open practice', 'ready practice']),
    )
    expect(world.events.failed).not.toHaveBeenCalled()
    await hosted.stop()
  })

  it('takes one choice of two made at once', async () => {
    const hosted = await start()
    world.choose('testnet')
    world.choose('live')
    await vi.waitFor(() => expect(world.story.at(-1)).toBe('ready testnet'))
    await hosted.stop()
    expect(world.story.filter((line) => line.startsWith('open'))).toEqual(['open practice', 'open testnet'])
  })
})
