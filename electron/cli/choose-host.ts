/** What the machine says about running the desktop host. */
export type HostFacts = Readonly<{
  platform: NodeJS.Platform
  isRoot: boolean
  hasDisplay: boolean
  /** Whether an ordinary user may start Chromium's sandbox here; only Linux can say no. */
  canSandbox: boolean
}>

/** Why the desktop host cannot run. */
export type Obstacle = 'rootUser' | 'noDisplay' | 'noSandbox' | 'noBinary' | 'missingLibraries'

/** The Electron executable, or why there is none. */
export type BinarySearch = Readonly<{ path: string } | { path: undefined; reason: string }>

/** The kiosk host, the reason in a few words, and the one line that says both. */
export type KioskChoice = Readonly<{ host: 'kiosk'; because: Obstacle; reason: string; line: string }>

export type HostChoice = Readonly<{ host: 'desktop'; binary: string }> | KioskChoice

const reasons: Readonly<Record<Obstacle, string>> = {
  rootUser: 'Electron cannot start its sandbox as root, and a till never runs without it',
  noDisplay: 'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)',
  noSandbox: 'This system does not let an ordinary user start the Electron sandbox',
  noBinary: 'The Electron binary is not installed and could not be fetched',
  missingLibraries: 'Electron is installed, but system libraries it needs are missing',
}

/**
 * The first thing that rules the desktop host out before its binary is even looked for, so that a machine which
 * cannot show a window never downloads one.
 */
export function findObstacle(facts: HostFacts): Obstacle | undefined {
  if (facts.platform === 'win32' || facts.platform === 'darwin') return undefined
  // No display comes first: it is what a person on a server expects to read.
  if (!facts.hasDisplay) return 'noDisplay'
  if (facts.isRoot) return 'rootUser'
  if (!facts.canSandbox) return 'noSandbox'
  return undefined
}

/** The kiosk host, with the one line that says why and what happens instead. */
export function chooseKiosk(because: Obstacle, detail = ''): KioskChoice {
  const reason = detail === '' ? reasons[because] : `${reasons[because]} (${detail})`
  return { host: 'kiosk', because, reason, line: `${reason}: starting the till for a browser instead.` }
}

/** The host `npm start` runs. `binary` is only asked for where nothing else stands in the way. */
export async function chooseHost(
  facts: HostFacts,
  findBinary: () => Promise<BinarySearch>,
): Promise<HostChoice> {
  const obstacle = findObstacle(facts)
  if (obstacle !== undefined) return chooseKiosk(obstacle)
  const binary = await findBinary()
  return binary.path === undefined
    ? chooseKiosk('noBinary', binary.reason)
    : { host: 'desktop', binary: binary.path }
}
