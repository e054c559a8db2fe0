import { spawnSync } from 'node:child_process'
import type { HostFacts } from './choose-host.ts'

/**
 * Whether this user may open the namespaces Chromium's sandbox is made of. Asked by trying: kernel settings,
 * AppArmor profiles and container filters all decide, and only the attempt knows. Without the tool, Electron may try.
 */
function canOpenUserNamespace(): boolean {
  const attempt = spawnSync('unshare', ['--user', '--map-root-user', 'true'], {
    stdio: 'ignore',
    timeout: 2_000,
  })
  return attempt.error !== undefined || attempt.status === 0
}

/** Looks at the machine once, at the start. */
export function readHostFacts(): HostFacts {
  const isLinux = process.platform === 'linux'
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    hasDisplay: Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']),
    canSandbox: !isLinux || canOpenUserNamespace(),
  }
}
