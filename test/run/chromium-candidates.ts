import { posix, win32 } from 'node:path'

export type CandidateFacts = Readonly<{
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  home: string
  /** Where Playwright keeps the browser it downloads. */
  playwright: string
}>

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]

const macApps = ['Chromium', 'Google Chrome', 'Microsoft Edge']

const windowsPrograms = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

const isNamed = (path: string | undefined): path is string => path !== undefined && path !== ''

function listSystem({ platform, env, home }: CandidateFacts): readonly string[] {
  if (platform === 'darwin') {
    return ['/Applications', posix.join(home, 'Applications')].flatMap((folder) =>
      macApps.map((app) => posix.join(folder, `${app}.app`, 'Contents', 'MacOS', app)),
    )
  }
  if (platform === 'win32') {
    return [env['LOCALAPPDATA'], env['PROGRAMFILES'], env['PROGRAMFILES(X86)']]
      .filter(isNamed)
      .flatMap((folder) => windowsPrograms.map((program) => win32.join(folder, program)))
  }
  return linuxNames
}

/** Where a Chromium may be, best first; a bare name is looked up in PATH. */
export function listCandidates(facts: CandidateFacts): readonly string[] {
  const named = [facts.env['STABLEPOINT_CHROMIUM'], facts.env['CHROMIUM_PATH']].filter(isNamed)
  return [...named, ...listSystem(facts), facts.playwright]
}
