import { FuseV1Options, FuseVersion, type FuseV1Config } from '@electron/fuses'

/** Every fuse by name: a new one in a later Electron does not compile until somebody decides about it. */
type AllFuses = Readonly<Record<FuseV1Options, boolean>>

/** What the packaged binary may do, burned in: it cannot be turned into a plain Node or debugged from outside. */
export const fuses: AllFuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // The snapshot is not ours to replace; pages and main process share the one Electron ships.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Faster WebAssembly memory checks by the processor; changes nothing a program may do.
  [FuseV1Options.WasmTrapHandlers]: true,
}

/**
 * The fuses as the packaging step flips them.
 * @param options `isDriven` for the build that end-to-end tests drive: Playwright attaches through the inspector
 */
export function fuseConfig({ isDriven }: Readonly<{ isDriven: boolean }>): FuseV1Config {
  return {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: true,
    ...fuses,
    [FuseV1Options.EnableNodeCliInspectArguments]: isDriven,
  }
}
