import { AddBankScreen } from './add-bank-screen.tsx'
import { AddRuleScreen } from './add-rule-screen.tsx'
import { BanksScreen } from './banks-screen.tsx'
import { FundScreen } from './fund-screen.tsx'
import { PayOutScreen } from './pay-out-screen.tsx'
import { PayoutScreen } from './payout-screen.tsx'
import { PayoutsHome } from './payouts-home.tsx'
import { RulesScreen } from './rules-screen.tsx'

/**
 * Payouts: balances and the list at `#/payouts`, one at `#/payouts/<payout>` (`/approve` opens the approval), `/new` pays out,
 * `/fund` says where to wire to, `/banks` and `/rules` with `/new` below each, `/banks/<bank>` and `/rules/<rule>` open the approval.
 */
export function PayoutsScreen({ parts }: Readonly<{ parts: readonly string[] }>) {
  const [first, second] = parts
  switch (first) {
    case undefined:
      return <PayoutsHome />
    case 'new':
      return <PayOutScreen />
    case 'fund':
      return <FundScreen />
    case 'banks':
      return second === 'new' ? <AddBankScreen /> : <BanksScreen key={second ?? 'list'} approving={second} />
    case 'rules':
      return second === 'new' ? <AddRuleScreen /> : <RulesScreen key={second ?? 'list'} approving={second} />
    default:
      return <PayoutScreen key={first} payoutId={first} isApproving={second === 'approve'} />
  }
}
