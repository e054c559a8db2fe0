/** How long a call may take before it is answered with `contract.timeout`, in milliseconds. */
export const callLimitMs = 10_000

/** Calls that read or write much at once. Anything else that needs longer should be a stream. */
const longCalls: Readonly<Record<string, number>> = {
  'system.verify': 600_000,
  'system.backup': 300_000,
  'system.balances': 60_000,
  'balances.check': 90_000,
  'balances.funding': 60_000,
  'banks.adopt': 30_000,
  'banks.list': 30_000,
  'catalog.importPart': 30_000,
  'catalog.importPreview': 60_000,
  'settings.saveChains': 60_000,
  'settlement.connect': 90_000,
  'settlement.test': 90_000,
  'setup.complete': 60_000,
  'practice.pay': 60_000,
  'practice.payUri': 60_000,
}

/** The time limit of a procedure, such as `system.verify`. */
export function limitOf(procedure: string): number {
  return longCalls[procedure] ?? callLimitMs
}
