/** When a failed call may be repeated: with the id it had, with a fresh one, or never. */
export type Retry = 'sameId' | 'newId' | 'never'

type CodeFacts = Readonly<{ retry: Retry; hint: string }>

/**
 * Every stable error code of the product, with what the caller may do next.
 * Codes are dotted `area.what`; they are never renamed, because exports and support notes quote them.
 */
export const errorCodes = {
  // Contract: bad data from outside
  'contract.invalidInput': { retry: 'never', hint: 'Correct the field that is named and try again.' },
  'contract.unknownProcedure': {
    retry: 'never',
    hint: 'Reload the till: page and terminal are of different versions.',
  },
  'contract.timeout': { retry: 'sameId', hint: 'The terminal did not answer in time. Try again.' },
  'contract.tooLarge': { retry: 'never', hint: 'Send less at once.' },
  'contract.tooManyCalls': { retry: 'sameId', hint: 'Close other windows of the till and try again.' },
  'connection.lost': {
    retry: 'sameId',
    hint: 'The screen connects again by itself. Check that the till program runs.',
  },
  'config.invalid': { retry: 'never', hint: 'Correct the named field of the configuration file.' },
  // Sessions
  'session.required': { retry: 'never', hint: 'Sign in with your PIN.' },
  'session.forbidden': { retry: 'never', hint: 'Ask a manager or the owner.' },
  'session.wrongPin': { retry: 'newId', hint: 'Check the PIN and try again.' },
  'session.lockedOut': {
    retry: 'never',
    hint: 'Wait until the lock ends, or ask the owner to set a new PIN.',
  },
  'session.pinNotSet': { retry: 'never', hint: 'Set a PIN for this person first.' },
  'session.pairingRefused': {
    retry: 'never',
    hint: 'Open the address that the till printed when it started.',
  },
  'secrets.noKeyring': {
    retry: 'never',
    hint: 'Set up a keyring on this system, such as GNOME Keyring or KWallet.',
  },
  'secrets.sealed': {
    retry: 'never',
    hint: 'Start the till with its passphrase: in STABLEPOINT_PASSPHRASE or with --passphrase-file.',
  },
  'secrets.wrongPassphrase': {
    retry: 'never',
    hint: 'Start the till with the passphrase that the secrets were sealed with, or connect again.',
  },
  'secrets.damaged': { retry: 'never', hint: 'Enter the credentials again: what is kept cannot be read.' },
  // The account that money is settled with
  'settlement.notConnected': { retry: 'never', hint: 'Connect an account in the settings first.' },
  'settlement.noCredentials': {
    retry: 'never',
    hint: 'Enter the credentials of the account on this machine.',
  },
  'settlement.inPractice': { retry: 'never', hint: 'Choose testnet or live to connect an account of yours.' },
  'settlement.testFailed': {
    retry: 'newId',
    hint: 'Mend what the test of the connection shows, and connect again.',
  },
  'settlement.unfinished': {
    retry: 'newId',
    hint: 'Wait until refunds and payouts are through, or end them.',
  },
  // Sales and invoices
  'sale.empty': { retry: 'never', hint: 'Add an item or type an amount.' },
  'sale.amountZero': { retry: 'never', hint: 'The total must be more than zero.' },
  'sale.amountTooLarge': { retry: 'never', hint: 'Split the sale, or check for a slip on the keypad.' },
  'sale.discountTooLarge': { retry: 'never', hint: 'A discount cannot be more than the price.' },
  'sale.unknownTaxRate': { retry: 'never', hint: 'Choose a tax rate from the settings.' },
  'sale.noAddress': {
    retry: 'newId',
    hint: 'Wait until Paxos answers: the till fetches new addresses by itself.',
  },
  'sale.noOffer': { retry: 'never', hint: 'Switch on at least one token and network in the settings.' },
  'sale.tokensOff': {
    retry: 'newId',
    hint: 'Take cash or a card, and look at the health page for what is off.',
  },
  'sale.notFound': { retry: 'never', hint: 'Search for the sale by its number.' },
  'invoice.transitionRefused': { retry: 'never', hint: 'Look at the status of the sale and decide again.' },
  'invoice.deadlineTooFar': { retry: 'never', hint: 'Open a new sale instead.' },
  // Settlement backends
  'backend.unauthorized': { retry: 'never', hint: 'Check the credentials of the settlement backend.' },
  'backend.forbidden': { retry: 'never', hint: 'Have the missing rights added to the credentials.' },
  'backend.notFound': { retry: 'never', hint: 'Load the list again.' },
  'backend.alreadyExists': { retry: 'never', hint: 'Compare it with the record that is there.' },
  'backend.refused': { retry: 'never', hint: 'Read what the backend says, and change the request.' },
  'backend.notVerified': { retry: 'never', hint: 'Finish the verification with the settlement backend.' },
  'backend.travelRule': { retry: 'never', hint: 'Ask for the name and the wallet of the receiver first.' },
  'backend.addressRefused': { retry: 'never', hint: 'Ask for another address.' },
  'backend.insufficientFunds': { retry: 'never', hint: 'Fund the float, or give back less.' },
  'backend.quoteExpired': { retry: 'newId', hint: 'Ask for the fee again.' },
  'backend.belowMinimum': { retry: 'never', hint: 'Send more at once.' },
  'backend.aboveMaximum': { retry: 'never', hint: 'Send less at once.' },
  'backend.rateLimited': { retry: 'sameId', hint: 'Wait; the till asks again by itself.' },
  'backend.unavailable': { retry: 'sameId', hint: 'Wait; the till asks again by itself.' },
  'backend.outcomeUnknown': {
    retry: 'sameId',
    hint: 'The till looks up what became of it; send nothing again.',
  },
  'backend.badAnswer': { retry: 'sameId', hint: 'Send the report of the till to its developers.' },
  'paxos.refIdConflict': {
    retry: 'never',
    hint: 'Stop: Paxos has another record under this id. Send the report of the till to its developers.',
  },
  // Outbox
  'outbox.notFound': { retry: 'never', hint: 'Load the list again.' },
  'outbox.ended': { retry: 'never', hint: 'Load the list again: this has ended.' },
  'outbox.sending': { retry: 'sameId', hint: 'It is being sent right now. Wait for what comes of it.' },
  'outbox.notSending': { retry: 'never', hint: 'Load the list again.' },
  'outbox.behindAnother': { retry: 'never', hint: 'Look at the one before it first.' },
  'outbox.noOwner': { retry: 'never', hint: 'Connect the settlement backend again first.' },
  'outbox.full': { retry: 'sameId', hint: 'Look at the outbox: what waits there must leave first.' },
  'outbox.noAnswer': { retry: 'sameId', hint: 'Wait; the till looks up what became of it.' },
  'outbox.sendFailed': { retry: 'sameId', hint: 'Send the report of the till to its developers.' },
  // Refunds and payouts
  'refund.transitionRefused': { retry: 'never', hint: 'Look at the status of the refund and decide again.' },
  'refund.notFound': { retry: 'never', hint: 'Load the list of refunds again.' },
  'refund.tokenShort': { retry: 'never', hint: 'Give this back in two refunds, one for each token.' },
  'refund.notFinal': { retry: 'newId', hint: 'Wait until the payment is final or credited.' },
  'refund.noBackend': { retry: 'never', hint: 'Connect the account that received this money.' },
  'refund.notPrepared': { retry: 'newId', hint: 'Check the refund again.' },
  'refund.notThePayer': {
    retry: 'never',
    hint: 'Choose the wallet that paid, or have the customer confirm.',
  },
  'refund.notConfirmed': { retry: 'newId', hint: 'Ask the customer on the display again.' },
  'refund.addressRefused': { retry: 'never', hint: 'Use another address.' },
  'refund.addressUnknown': { retry: 'newId', hint: 'Wait until the network answers, then check again.' },
  'refund.warningsNotAccepted': {
    retry: 'never',
    hint: 'Read the warnings and accept them, or use another address.',
  },
  'refund.receiverNeeded': { retry: 'never', hint: 'Name the receiver first.' },
  'refund.aboveLimit': { retry: 'never', hint: 'Ask somebody with a higher limit.' },
  'refund.feeRose': { retry: 'never', hint: 'Ask for the refund again with the new fee.' },
  'refund.mayHaveLeft': { retry: 'never', hint: 'Wait: the till looks up what became of it.' },
  'refund.nothingLeft': { retry: 'never', hint: 'Everything of this sale was given back before.' },
  'refund.tooMuch': { retry: 'never', hint: 'Give back no more than is left of the sale.' },
  'refund.tooMany': { retry: 'never', hint: 'Give back no more pieces than are left of this item.' },
  'refund.lineTwice': { retry: 'never', hint: 'Name each item once.' },
  'refund.amountZero': { retry: 'never', hint: 'Choose an item or type an amount above zero.' },
  'payout.transitionRefused': { retry: 'never', hint: 'Look at the status of the payout and decide again.' },
  'payout.notFound': { retry: 'never', hint: 'Load the list of payouts again.' },
  'payout.amountZero': { retry: 'never', hint: 'Type an amount above zero.' },
  'payout.tooMuch': { retry: 'never', hint: 'Pay out less, or lower what is kept back.' },
  'payout.assetRefused': {
    retry: 'never',
    hint: 'Choose dollars, or a token that can be exchanged to them.',
  },
  'payout.noBalance': { retry: 'newId', hint: 'Wait until the account has answered.' },
  'payout.noBackend': { retry: 'never', hint: 'Connect an account that pays out.' },
  'payout.samePerson': { retry: 'never', hint: 'Have another manager or the owner approve.' },
  'payout.aboveLimit': { retry: 'never', hint: 'Ask somebody with a higher limit.' },
  'payout.mayHaveLeft': { retry: 'never', hint: 'Wait: the till looks up what became of it.' },
  'payout.notAReturn': {
    retry: 'never',
    hint: 'Choose dollars that came in from a bank and belong to nothing.',
  },
  'bank.notFound': { retry: 'never', hint: 'Load the list of bank accounts again.' },
  'bank.notApproved': { retry: 'never', hint: 'Have another person approve the bank account first.' },
  'bank.underReview': { retry: 'newId', hint: 'Wait until the review of the bank account has ended.' },
  'bank.coolingOff': { retry: 'newId', hint: 'Wait until the bank account has cooled off.' },
  'bank.known': { retry: 'never', hint: 'The shop has this bank account already.' },
  'bank.decided': { retry: 'never', hint: 'Load the list again: somebody has decided.' },
  'bank.detailsLost': { retry: 'never', hint: 'Remove the bank account and enter it again.' },
  'rule.notFound': { retry: 'never', hint: 'Load the list of rules again.' },
  'rule.decided': { retry: 'never', hint: 'Load the list again: somebody has decided.' },
  // Looking a transaction up
  'lookup.noHash': {
    retry: 'never',
    hint: 'Enter the whole transaction hash: 0x and 64 letters and digits, or the address of its page.',
  },
  'lookup.manyHashes': {
    retry: 'never',
    hint: 'This address names several. Enter the one transaction hash.',
  },
  'lookup.busy': { retry: 'newId', hint: 'Several are looked up already. Wait a moment and try again.' },
  // Cases
  'case.notFound': { retry: 'never', hint: 'Load the list of cases again.' },
  'case.resolved': { retry: 'never', hint: 'Somebody else has decided this case. Look at what was decided.' },
  'case.choiceRefused': { retry: 'never', hint: 'Choose one of the decisions that are offered.' },
  // Money
  'money.tooPrecise': { retry: 'never', hint: 'Use fewer decimals.' },
  'money.malformed': { retry: 'never', hint: 'Type digits and at most one decimal point.' },
  'money.negative': { retry: 'never', hint: 'Type an amount above zero.' },
  'money.tooLarge': { retry: 'never', hint: 'Check for a slip on the keypad.' },
  // Ledger
  'ledger.locked': { retry: 'never', hint: 'Close the till that holds this data folder first.' },
  'ledger.corrupt': { retry: 'never', hint: 'Keep the file, restore the newest backup and run verify.' },
  'ledger.keyConflict': { retry: 'never', hint: 'The same request was made before with other content.' },
  'ledger.unbalanced': { retry: 'never', hint: 'Stop and report this: an entry does not sum to zero.' },
  'ledger.diskFull': {
    retry: 'sameId',
    hint: 'Free disk space. Sales stop until then; the journal stays readable.',
  },
  'ledger.newerSchema': {
    retry: 'never',
    hint: 'This data was written by a newer version. Update Stablepoint.',
  },
  'ledger.diskFailed': {
    retry: 'sameId',
    hint: 'The disk reports errors. Copy the newest backup elsewhere and have the disk replaced.',
  },
  'ledger.otherEnvironment': {
    retry: 'never',
    hint: 'Practice, testnet and live never mix. Choose the data folder of this environment.',
  },
  'backup.corrupt': { retry: 'never', hint: 'Choose another backup file.' },
  // Chains
  'chain.timeout': { retry: 'sameId', hint: 'The network node did not answer in time.' },
  'chain.unreachable': { retry: 'sameId', hint: 'Check the network cable and the endpoint address.' },
  'chain.wrongChainId': { retry: 'never', hint: 'The endpoint serves another network. Correct its address.' },
  'chain.wrongDecimals': {
    retry: 'never',
    hint: 'The token contract does not match the list. Correct the token address.',
  },
  'chain.badAnswer': { retry: 'sameId', hint: 'The endpoint gave an answer that contradicts itself.' },
  'chain.rangeTooLarge': { retry: 'sameId', hint: 'The endpoint allows fewer blocks per call.' },
  'chain.rateLimited': {
    retry: 'sameId',
    hint: 'The endpoint allows fewer calls. It is asked again after the pause it wants.',
  },
  'chain.nodeBehind': {
    retry: 'sameId',
    hint: 'The endpoint does not show the newest blocks yet. It is asked again by itself.',
  },
  'chain.callRefused': {
    retry: 'sameId',
    hint: 'The endpoint refused a call. Ask its provider, or use another endpoint.',
  },
  'chain.reorgTooDeep': {
    retry: 'never',
    hint: 'The network replaced blocks it had declared final. Stop and ask IT.',
  },
  // Catalogue
  'catalog.notFound': { retry: 'never', hint: 'Check the code or search by name.' },
  'catalog.importInvalid': { retry: 'never', hint: 'Correct the file and read it again.' },
  'catalog.importGone': { retry: 'newId', hint: 'Read the file again.' },
  // Set-up, practice
  'setup.alreadyDone': { retry: 'never', hint: 'Change it in the settings.' },
  'setup.refused': { retry: 'never', hint: 'Finish the steps that are listed.' },
  'practice.unavailable': { retry: 'never', hint: 'This works in practice mode only.' },
  'practice.paymentFailed': { retry: 'newId', hint: 'Look at the practice wallet and try again.' },
  'practice.chainUnavailable': {
    retry: 'sameId',
    hint: 'Run npm install again, then start the till. Delete the practice folder to begin anew.',
  },
  'practice.chainInUse': { retry: 'never', hint: 'Close the other till that uses this data folder.' },
  'drill.unavailable': {
    retry: 'newId',
    hint: 'Start drills in practice mode, while its networks are followed.',
  },
  'drill.notRunning': { retry: 'never', hint: 'Start a drill from the list of drills.' },
  'drill.notAsked': { retry: 'never', hint: 'Answer the question that is on the screen.' },
  'staff.notFound': { retry: 'never', hint: 'Reload the staff list.' },
  'staff.lastOwner': { retry: 'never', hint: 'Make somebody else owner first.' },
  'staff.weakPin': { retry: 'never', hint: 'Choose other digits.' },
  // Our bugs
  'invariant.broken': { retry: 'never', hint: 'Stop and report this with the id shown.' },
} as const satisfies Record<string, CodeFacts>

/** A stable error code, such as `ledger.locked`. */
export type ErrorCode = keyof typeof errorCodes
