import { describe, expect, it } from 'vitest'
import { defaultDataFolder, withDataFolder } from '../../../electron/cli/data-folder.ts'
import type { DataFolderFacts } from '../../../electron/cli/data-folder.ts'

describe('defaultDataFolder', () => {
  const rows: readonly [DataFolderFacts['platform'], DataFolderFacts['env'], string, string][] = [
    ['linux', {}, '/home/ada', '/home/ada/.local/share/stablepoint'],
    ['linux', { XDG_DATA_HOME: '/srv/data' }, '/home/ada', '/srv/data/stablepoint'],
    ['linux', { XDG_DATA_HOME: 'data' }, '/home/ada', '/home/ada/.local/share/stablepoint'],
    ['linux', { XDG_DATA_HOME: '' }, '/home/ada', '/home/ada/.local/share/stablepoint'],
    ['darwin', {}, '/Users/ada', '/Users/ada/Library/Application Support/Stablepoint'],
    [
      'win32',
      { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' },
      'C:\\Users\\ada',
      'C:\\Users\\ada\\AppData\\Roaming\\Stablepoint',
    ],
    ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\Stablepoint'],
  ]
  it.each(rows)('on %s with %o and home %s is %s', (platform, env, home, expected) => {
    expect(defaultDataFolder({ platform, env, home })).toBe(expected)
  })
})

describe('withDataFolder', () => {
  it('adds the folder where the command line names none', () => {
    expect(withDataFolder(['--port', '4310'], '/data')).toEqual(['--port', '4310', '--data', '/data'])
  })

  it.each([[['--data', '/mine']], [['--data=/mine', '--port', '1']]])('leaves %j alone', (args) => {
    expect(withDataFolder(args, '/data')).toEqual(args)
  })
})
