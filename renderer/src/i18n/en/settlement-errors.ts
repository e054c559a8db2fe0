/** What can go wrong with the settlement account and with the secrets that this machine keeps for it. */
export const settlementErrors = {
  'secrets.noKeyring': {
    text: 'This machine has no safe place for secrets.',
    hint: 'Set up a keyring for this system, such as GNOME Keyring or KWallet.',
  },
  'settlement.notConnected': {
    text: 'No account is connected.',
    hint: 'Connect one in Settings, under Settlement.',
  },
  'settlement.noCredentials': {
    text: 'This machine has no credentials for the account.',
    hint: 'Enter them in Settings, under Settlement.',
  },
  'settlement.inPractice': {
    text: 'In practice the account is a play one.',
    hint: 'Choose testnet or live to connect an account of yours.',
  },
  'settlement.testFailed': {
    text: 'The account cannot settle sales yet.',
    hint: 'The test of the connection shows what is missing. Nothing was stored.',
  },
  'settlement.unfinished': {
    text: 'Refunds or payouts are still on their way.',
    hint: 'Wait until they are through, or end them in the outbox.',
  },
  'secrets.sealed': {
    text: 'The till was started without the passphrase of its secrets.',
    hint: 'Ask IT to start it with STABLEPOINT_PASSPHRASE or --passphrase-file.',
  },
  'secrets.wrongPassphrase': {
    text: 'The passphrase is not the one the credentials were sealed with.',
    hint: 'Ask IT to start the till with the right one, or connect again.',
  },
  'secrets.damaged': {
    text: 'The credentials that are kept here cannot be read.',
    hint: 'Connect again and enter them anew.',
  },
} as const
