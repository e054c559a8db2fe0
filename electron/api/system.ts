import { getAddress } from 'viem/utils'
import { fiatCurrencies, isFiatCurrency } from '../../shared/domain/money/currency.ts'
import type { Posting } from '../../shared/domain/ledger/posting.ts'
import type { Token } from '../../shared/domain/tokens/token.ts'
import { messageOf } from '../../shared/errors/pos-error.ts'
import type { TerminalParts } from '../terminal-parts.ts'
import { os } from './middleware.ts'

/** Addresses whose balance is read at once; a shop sweeps long before it has more. */
const balanceAddressesMax = 2_000

function decimalsOf(terminal: TerminalParts, currency: string): number {
  if (isFiatCurrency(currency)) return fiatCurrencies[currency].scale
  return terminal.settings.current().chains.tokens.find((token) => token.currency === currency)?.decimals ?? 0
}

function ledgerMinor(balances: readonly Posting[], token: Token): bigint {
  return balances
    .filter(
      (posting) =>
        posting.currency === token.currency &&
        (posting.account === `wallet:${token.chain}` || posting.account === `clearing:${token.chain}`),
    )
    .reduce((sum, posting) => sum + posting.amountMinor, 0n)
}

async function balanceOf(terminal: TerminalParts, token: Token, balances: readonly Posting[]) {
  const chain = terminal.settings.current().chains.chains.find((candidate) => candidate.key === token.chain)
  const known = {
    chain: token.chain,
    chainName: chain?.name ?? token.chain,
    symbol: token.symbol,
    decimals: token.decimals,
    ledgerMinor: ledgerMinor(balances, token),
  }
  const watcher = terminal.watcher(token.chain)
  if (!watcher) return { ...known, problem: 'This network is switched off' }
  try {
    const chainMinor = await watcher.balancesOf(
      token,
      terminal.ledger.usedAddresses(balanceAddressesMax).map((address) => getAddress(address)),
    )
    return { ...known, chainMinor }
  } catch (error) {
    // The ledger's figure stands; the screen says that the chain could not be asked.
    return { ...known, problem: messageOf(error) }
  }
}

/** Health, backup and proof. */
export function systemApi(terminal: TerminalParts) {
  return {
    health: os.system.health.handler(async function* ({ signal }) {
      yield* terminal.health.follow(signal)
    }),
    askNow: os.system.askNow.handler(() => terminal.health.askNow()),
    backup: os.system.backup.handler(async () => terminal.backup()),
    verify: os.system.verify.handler(async () => {
      const { problem, ...report } = await terminal.ledger.verifyGently()
      return problem === undefined ? report : { ...report, problem }
    }),
    accounts: os.system.accounts.handler(() =>
      terminal.ledger.balances().map(({ account, currency, amountMinor }) => ({
        account,
        currency,
        amountMinor,
        decimals: decimalsOf(terminal, currency),
      })),
    ),
    balances: os.system.balances.handler(async () => {
      const balances = terminal.ledger.balances()
      const tokens = terminal.settings.current().chains.tokens.filter((token) => token.enabled)
      return Promise.all(tokens.map((token) => balanceOf(terminal, token, balances)))
    }),
  }
}
