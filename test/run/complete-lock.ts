import { z } from 'zod'

const entry = z.looseObject({
  version: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})

const lockFile = z.looseObject({ packages: z.record(z.string(), entry) })

/** Checks without parsing: a parsed copy has its keys in another order, and the file would change on every run. */
function isLockFile(lock: unknown): lock is z.infer<typeof lockFile> {
  return lockFile.safeParse(lock).success
}

type Entry = z.infer<typeof entry>
type Entries = Readonly<Record<string, Entry>>

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']

/** How the names of platform packages spell a processor, and how Node does. */
const processors: readonly (readonly [RegExp, string])[] = [
  [/\barm64\b/, 'arm64'],
  [/\barm\b/, 'arm'],
  [/\b(x64|amd64)\b/, 'x64'],
  [/\bia32\b/, 'ia32'],
  [/\bppc64\b/, 'ppc64'],
  [/\briscv64\b/, 'riscv64'],
  [/\bs390x\b/, 's390x'],
]

/** Whether Node, standing in `folder`, would find a package of that name in the lock file. */
function isListed(entries: Entries, folder: string, name: string): boolean {
  if (entries[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true
  if (folder === '') return false
  return isListed(entries, folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/'))), name)
}

/** The entry of a platform package, its system, processor and C library read from its name. */
function describePlatformPackage(name: string, version: string, parent: Entry): Entry {
  const platform = name.slice(name.indexOf('/') + 1)
  const os = systems.find((system) => platform.includes(system))
  const cpu = processors.find(([pattern]) => pattern.test(platform))?.[1]
  if (os === undefined || cpu === undefined || !/^[\d.]+$/.test(version)) {
    throw new Error(
      `${name} ${version} is missing in the lock file and its name does not say for which platform it is.`,
    )
  }
  const libc =
    os !== 'linux' ? undefined : /musl/.test(platform) ? 'musl' : /gnu/.test(platform) ? 'glibc' : undefined
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(libc ? { libc: [libc] } : {}),
    ...(parent.license ? { license: parent.license } : {}),
    optional: true,
    os: [os],
  }
}

function listMissing(entries: Entries): readonly (readonly [string, Entry])[] {
  return Object.entries(entries).flatMap(([folder, parent]) =>
    Object.entries(parent.optionalDependencies ?? {})
      .filter(([name]) => !isListed(entries, folder, name))
      .map(
        ([name, version]) =>
          [`node_modules/${name}`, describePlatformPackage(name, version, parent)] as const,
      ),
  )
}

/** An entry whose package npm unpacks and runs nothing of. */
function withoutInstallStep({ hasInstallScript: _skipped, ...value }: Entry): Entry {
  return { ...value, gypfile: false }
}

/**
 * What npm leaves out of package-lock.json and an installation from it needs:
 * - the packages of the platforms that npm could not see when it wrote the file; without them `npm ci` refuses it;
 * - which packages have nothing to do after unpacking. package.json says so under `allowScripts`, which only newer
 *   versions of npm read. Others go by the lock file, where npm drops `gypfile: false` although the manifest has it: they
 *   would compile what is there already, with a Python and a compiler that a shop's machine does not have.
 * @param idle names of packages without an install step
 */
export function completeLock(lock: unknown, idle: readonly string[]): unknown {
  if (!isLockFile(lock)) throw new Error('package-lock.json is not a lock file of version 3.')
  const idlePaths = new Set(idle.map((name) => `node_modules/${name}`))
  const all = { ...lock.packages, ...Object.fromEntries(listMissing(lock.packages)) }
  const sorted = Object.entries(all)
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([path, value]) => [path, idlePaths.has(path) ? withoutInstallStep(value) : value])
  return { ...lock, packages: Object.fromEntries(sorted) }
}
