import { posix, win32 } from 'node:path'

export type DataFolderFacts = Readonly<{
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  home: string
}>

/**
 * Folder for the till's data when `--data` is not given: where each system expects an application to keep it.
 * @see XDG Base Directory Specification 0.8: a relative `XDG_DATA_HOME` is invalid and must be ignored
 */
export function defaultDataFolder({ platform, env, home }: DataFolderFacts): string {
  if (platform === 'win32') {
    return win32.join(env['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'Stablepoint')
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Stablepoint')
  const xdg = env['XDG_DATA_HOME']
  const base = xdg !== undefined && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.local', 'share')
  return posix.join(base, 'stablepoint')
}

/** The arguments a host gets: those of the command line, with the default data folder where none is named. */
export function withDataFolder(args: readonly string[], folder: string): readonly string[] {
  const isNamed = args.some((arg) => arg === '--data' || arg.startsWith('--data='))
  return isNamed ? args : [...args, '--data', folder]
}
