import type { TerminalClient } from '../../../../shared/contract/contract.ts'

/** The account, as the terminal tells it. */
export type SettlementView = Awaited<ReturnType<TerminalClient['settlement']['status']>>

/** What was found when an account was tried. */
export type TestView = Awaited<ReturnType<TerminalClient['settlement']['test']>>

/** What an owner types in. It is kept in the form alone and forgotten with it. */
export type CredentialsInput = Parameters<TerminalClient['settlement']['connect']>[0]['credentials']
