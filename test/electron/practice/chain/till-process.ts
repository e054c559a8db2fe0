/** A till as far as the chains see one, to be killed: opens them, pays once on each, says so, and waits. */
import { jsonLog } from '../../../../electron/platform/log.ts'
import { openPracticeChains } from '../../../../electron/practice/chain/practice-chain.ts'

const directory = process.argv[2] ?? ''
const { chains, customer } = await openPracticeChains({
  directory,
  log: jsonLog((line) => process.stderr.write(line), Date.now),
})
const payments = await Promise.all(
  chains.map(async ({ key, chainId, tokens }) => {
    const [token] = tokens
    if (token === undefined) throw new Error('A practice chain has tokens.')
    const { txHash } = await customer.transfer({
      chainId,
      token: token.address,
      to: '0x000000000000000000000000000000000000dEaD',
      amountMinor: 5n,
    })
    return { key, txHash }
  }),
)
process.stdout.write(`${JSON.stringify(payments)}\n`)
