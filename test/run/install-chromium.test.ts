import { describe, expect, it } from 'vitest'
import { planInstall } from './install-chromium.ts'
import type { InstallFacts } from './install-chromium.ts'

const debian = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'
const ubuntu = 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n'

function plan(facts: Partial<InstallFacts>): readonly string[] {
  return planInstall({ osRelease: debian, isRoot: true, platform: 'linux', ...facts }, 'cli.js').map(
    (steps) =>
      steps
        .map(({ command, args }) => [command === process.execPath ? 'node' : command, ...args].join(' '))
        .join(' && '),
  )
}

const apt = 'apt-get update && apt-get install -y chromium fonts-noto-core fonts-noto-color-emoji'
const download = 'node cli.js install chromium'
const withLibraries = 'node cli.js install --with-deps chromium'

describe('planInstall', () => {
  const rows: readonly [string, Partial<InstallFacts>, readonly string[]][] = [
    ['Debian as root: the package of the system, then the download', {}, [apt, withLibraries]],
    ['Debian as an ordinary user: the download', { isRoot: false }, [download]],
    ['Ubuntu as root: never its snap shell', { osRelease: ubuntu }, [withLibraries, download]],
    ['a Linux that does not say what it is', { osRelease: '' }, [withLibraries, download]],
    ['macOS', { platform: 'darwin', osRelease: '', isRoot: false }, [download]],
    ['Windows', { platform: 'win32', osRelease: '', isRoot: false }, [download]],
  ]
  it.each(rows)('on %s', (_name, facts, expected) => {
    expect(plan(facts)).toEqual(expected)
  })
})
