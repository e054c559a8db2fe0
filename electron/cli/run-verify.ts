import { messageOf } from '../../shared/errors/pos-error.ts'
import { verifyWholeFile } from '../ledger/verify-file.ts'
import { findLedger, parseLedgerArguments } from './ledger-arguments.ts'

/** Where a program writes: facts as one JSON line, and a sentence for people. */
export type Output = Readonly<{ fact: (line: string) => void; say: (line: string) => void }>

const usage = 'npm run verify -- --data DIR [--environment practice|testnet|live]'

/**
 * Proves a ledger without changing it, also while a till is running.
 * @returns the exit code: 0 proven, 1 not proven (the first broken entry is named), 2 bad usage
 */
export function runVerify(args: readonly string[], { fact, say }: Output): number {
  const parsed = parseLedgerArguments(args, false)
  const found = 'usage' in parsed ? parsed : findLedger(parsed)
  if ('usage' in found) {
    say(`${found.usage}\nUsage: ${usage}`)
    return 2
  }
  const { environment, file } = found
  try {
    const report = verifyWholeFile(file)
    fact(JSON.stringify({ ...report, environment, file }))
    const { entries, postings, problem } = report
    say(
      report.ok
        ? `The ${environment} ledger is whole: ${entries} entries and ${postings} postings, and every hash and balance agrees.`
        : `The ${environment} ledger is not whole: ${problem ?? 'unknown'}. Keep the file and restore the newest backup.`,
    )
    return report.ok ? 0 : 1
  } catch (error) {
    fact(JSON.stringify({ ok: false, environment, file, problem: messageOf(error) }))
    say(`The ${environment} ledger could not be read: ${messageOf(error)}`)
    return 1
  }
}
