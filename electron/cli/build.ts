import { join } from 'node:path'
import { buildPart } from './build-part.ts'
import { withBuildLock } from './build-lock.ts'
import { fingerprintSources, isBuilt, writeStamp } from './build-stamp.ts'
import type { BuildPart } from './build-stamp.ts'

// `npm run build [-- renderer|desktop] [-- --if-stale]`: builds both parts, or those that are named.

const root = join(import.meta.dirname, '..', '..')
const args = process.argv.slice(2)
const onlyStale = args.includes('--if-stale')
const named = (['renderer', 'desktop'] as const).filter((part) => args.includes(part))
const parts: readonly BuildPart[] = named.length > 0 ? named : ['renderer', 'desktop']

// A test runner sets NODE_ENV=test, which would put the development build of React into the pages.
process.env['NODE_ENV'] = 'production'

await withBuildLock(join(root, 'out', '.build.lock'), async () => {
  for (const part of parts) {
    if (onlyStale && isBuilt(root, part)) continue
    const fingerprint = fingerprintSources(root, part)
    await buildPart(root, part)
    writeStamp(root, part, fingerprint)
  }
})
