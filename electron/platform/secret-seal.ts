import { PosError } from '../../shared/errors/pos-error.ts'

/** Why a host cannot seal. */
export type SealProblem = 'secrets.sealed' | 'secrets.noKeyring'

/**
 * Seals secrets with a key that only this machine, or whoever started the till, has. The host gives it to the terminal;
 * secrets never leave the main process.
 */
export type SecretSeal = Readonly<{
  /** Why nothing can be kept and nothing that is kept can be read; nothing where there is a key. */
  closedBecause: () => Promise<SealProblem | undefined>
  seal: (secret: string) => Promise<Buffer>
  /**
   * `reseal` is set when the key has changed: seal again and store that.
   * @throws {PosError} `secrets.wrongPassphrase`; `secrets.damaged` for what no seal of this kind has made
   */
  unseal: (sealed: Buffer) => Promise<Readonly<{ secret: string; reseal: boolean }>>
}>

function refuse(): Promise<never> {
  return Promise.reject(
    new PosError('secrets.sealed', 'The till was started without the passphrase of its secrets.'),
  )
}

/** The seal of a till that was given no key: it runs and sells, keeps no secret and reads none. */
export const noSeal: SecretSeal = {
  closedBecause: () => Promise.resolve('secrets.sealed'),
  seal: refuse,
  unseal: refuse,
}
