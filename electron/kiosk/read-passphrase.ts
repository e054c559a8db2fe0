import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { messageOf, PosError } from '../../shared/errors/pos-error.ts'

/** What the variable is called that may hold the passphrase of the secrets. */
const passphraseVariable = 'STABLEPOINT_PASSPHRASE'

const option = '--passphrase-file'
const lengthMin = 12
const bytesMax = 4_096

function refuse(field: string, problem: string, cause?: unknown): never {
  throw new PosError('config.invalid', `${field}: ${problem}`, {
    details: { field, problem },
    ...(cause === undefined ? {} : { cause }),
  })
}

function openFile(path: string): number {
  try {
    // A pipe that nobody writes to must not keep the till from starting.
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    return refuse(option, `it cannot be read: ${messageOf(error)}`, error)
  }
}

/** What is checked is the file that is read, whatever its name points to by then. */
function readFromFile(path: string): string {
  const file = openFile(path)
  try {
    const facts = fstatSync(file)
    if (!facts.isFile()) refuse(option, 'it is no file')
    if (facts.size > bytesMax) refuse(option, 'it is larger than a passphrase can be')
    // Windows has no such bits; there the folder of the user protects it.
    if (process.platform !== 'win32') {
      if ((facts.mode & 0o077) !== 0)
        refuse(option, 'others may read it; run: chmod 600 on the file, and choose a new passphrase')
      const user = process.getuid?.()
      if (user !== undefined && facts.uid !== user && facts.uid !== 0) refuse(option, 'it is of another user')
    }
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } finally {
    closeSync(file)
  }
}

/**
 * The passphrase the till was started with, from the environment or from a file that only its user can read; never from the
 * command line, which every user of the machine can see. The variable is taken out, so that no process the till starts has it.
 * @throws {PosError} `config.invalid`, naming where the passphrase should have come from and never the passphrase
 */
export function readPassphrase(
  env: Record<string, string | undefined>,
  file: string | undefined,
): string | undefined {
  const given = env[passphraseVariable]
  delete env[passphraseVariable]
  if (given !== undefined && file !== undefined)
    refuse(option, `${passphraseVariable} is set as well; give one of them`)
  const passphrase = file === undefined ? given : readFromFile(file)
  if (passphrase === undefined) return undefined
  const field = file === undefined ? passphraseVariable : option
  if (passphrase.length < lengthMin) refuse(field, `a passphrase has at least ${lengthMin} characters`)
  return passphrase
}
