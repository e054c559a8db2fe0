import { describe, expect, it } from 'vitest'
import { listCandidates } from './chromium-candidates.ts'

const facts = { platform: 'linux', env: {}, home: '/home/ada', playwright: '/cache/chrome' } as const

describe('listCandidates', () => {
  it('asks the environment first and the browser of Playwright last', () => {
    const env = { STABLEPOINT_CHROMIUM: '/a', CHROMIUM_PATH: '/b' }
    const candidates = listCandidates({ ...facts, env })
    expect(candidates.slice(0, 3)).toEqual(['/a', '/b', 'chromium'])
    expect(candidates.at(-1)).toBe('/cache/chrome')
  })

  it('knows the applications of a Mac, for all users and for one', () => {
    const candidates = listCandidates({ ...facts, platform: 'darwin', home: '/Users/ada' })
    expect(candidates).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(candidates).toContain('/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium')
  })

  it('knows Chrome and Edge on Windows, and skips folders that are not set', () => {
    const env = { PROGRAMFILES: 'C:\\Program Files', LOCALAPPDATA: '' }
    const candidates = listCandidates({ ...facts, platform: 'win32', env })
    expect(candidates).toContain('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe')
    expect(candidates).toContain('C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe')
    expect(candidates).toHaveLength(4)
  })
})
