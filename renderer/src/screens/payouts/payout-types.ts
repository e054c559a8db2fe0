import type { TerminalClient } from '../../../../shared/contract/contract.ts'

type Answer<T extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>

/** A payout as the terminal shows it. */
export type PayoutView = Answer<TerminalClient['payouts']['get']>
/** Where a payout stands. */
export type PayoutStatus = PayoutView['status']
/** A page of payouts. */
export type PayoutPage = Answer<TerminalClient['payouts']['list']>
/** What a payout would come to. */
export type PayoutPlan = Answer<TerminalClient['payouts']['plan']>
/** What is in the account. */
export type BalancesView = Answer<TerminalClient['balances']['read']>
/** What one look at the balances found. */
export type CheckView = NonNullable<Answer<TerminalClient['balances']['lastCheck']>['check']>
/** The shop's bank accounts, with those that it could take up. */
export type BanksView = Answer<TerminalClient['banks']['list']>
/** A bank account. */
export type BankView = BanksView['banks'][number]
/** A bank account as it is entered. */
export type BankInput = Parameters<TerminalClient['banks']['add']>[0]
/** A standing order. */
export type RuleView = Answer<TerminalClient['payoutRules']['list']>['rules'][number]
/** What a standing order does. */
export type RuleOrder = Parameters<TerminalClient['payoutRules']['create']>[0]['order']
/** What somebody does with a payout. */
export type PayoutDialog = 'approve' | 'cancel' | 'linkReturn'
