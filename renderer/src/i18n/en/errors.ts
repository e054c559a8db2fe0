import type { ErrorCode } from '../../../../shared/errors/codes.ts'
import { settlementErrors } from './settlement-errors.ts'

/** What happened, and what to do: one entry for each code of the product. `{{name}}` takes a fact of the failure. */
export const errors = {
  ...settlementErrors,
  'contract.invalidInput': {
    text: 'The till could not read that.',
    hint: 'Correct the field that is named and try again.',
  },
  'contract.unknownProcedure': {
    text: 'This screen and the till are of different versions.',
    hint: 'Load the screen again.',
  },
  'contract.timeout': { text: 'The till did not answer in time.', hint: 'Try again. Nothing is done twice.' },
  'contract.tooLarge': { text: 'That is too much at once.', hint: 'Send less at once.' },
  'contract.tooManyCalls': {
    text: 'The till is busy with other windows.',
    hint: 'Close other windows of the till and try again.',
  },
  'connection.lost': {
    text: 'No connection to the till.',
    hint: 'It connects again by itself. Nothing you typed is lost.',
  },
  'config.invalid': { text: 'The configuration file has a mistake.', hint: 'Correct the named field.' },
  'session.required': { text: 'The till is locked.', hint: 'Sign in with your PIN.' },
  'session.forbidden': { text: 'You may not do this.', hint: 'Ask a manager or the owner.' },
  'session.wrongPin': { text: 'That PIN is not right.', hint: 'Check the PIN and try again.' },
  'session.lockedOut': {
    text: 'Too many wrong PINs.',
    hint: 'Wait until the lock ends, or ask the owner to set a new PIN.',
  },
  'session.pinNotSet': { text: 'This person has no PIN yet.', hint: 'Ask the owner to set one.' },
  'session.pairingRefused': {
    text: 'This screen is not paired with the till.',
    hint: 'Open the address that the till printed when it started.',
  },
  'sale.empty': { text: 'The basket is empty.', hint: 'Add an item or type an amount.' },
  'sale.amountZero': { text: 'The total is zero.', hint: 'The total must be more than zero.' },
  'sale.amountTooLarge': {
    text: 'That is more than one sale can hold.',
    hint: 'Split the sale, or check for a slip on the keypad.',
  },
  'sale.discountTooLarge': {
    text: 'The discount is more than the price.',
    hint: 'Make the discount smaller or take it off.',
  },
  'sale.unknownTaxRate': {
    text: 'An item has a tax rate that no longer exists.',
    hint: 'Remove the item and add it again, or ask a manager.',
  },
  'sale.noOffer': {
    text: 'There is no way to pay right now.',
    hint: 'Switch on a token and a network in the settings.',
  },
  'sale.noAddress': {
    text: 'No receive address is ready.',
    hint: 'The till fetches new ones as soon as Paxos answers. Take cash or a card until then.',
  },
  'sale.tokensOff': {
    text: 'No token can be taken now.',
    hint: 'Take cash or a card. A manager sees more under Health, and can ask the networks again there.',
  },
  'sale.notFound': { text: 'There is no such sale.', hint: 'Search for the sale by its number.' },
  'invoice.transitionRefused': {
    text: 'The sale has moved on.',
    hint: 'Look at its status and decide again.',
  },
  'invoice.deadlineTooFar': { text: 'This sale has had all its time.', hint: 'Ring up a new sale.' },
  'money.tooPrecise': { text: 'Too many decimals.', hint: 'Use fewer decimals.' },
  'money.malformed': { text: 'That is not an amount.', hint: 'Type digits and at most one decimal point.' },
  'money.negative': { text: 'An amount cannot be below zero.', hint: 'Type an amount above zero.' },
  'money.tooLarge': { text: 'That amount is too large.', hint: 'Check for a slip on the keypad.' },
  'ledger.locked': {
    text: 'Another till holds this data folder.',
    hint: 'Close the other till first.',
  },
  'ledger.corrupt': {
    text: 'The ledger is damaged.',
    hint: 'Stop selling, keep the file, and call IT to restore the newest backup.',
  },
  'ledger.keyConflict': {
    text: 'This was already done with other content.',
    hint: 'Look at the sales, then start again.',
  },
  'ledger.unbalanced': { text: 'An entry does not add up.', hint: 'Stop and report this.' },
  'ledger.diskFull': {
    text: 'The disk is full. Sales have stopped.',
    hint: 'Free disk space. What is recorded stays safe and readable.',
  },
  'ledger.diskFailed': {
    text: 'The disk did not take an entry. Sales have stopped.',
    hint: 'Call IT. What is recorded stays readable.',
  },
  'ledger.otherEnvironment': {
    text: 'This data belongs to another environment.',
    hint: 'Choose the data folder of this environment.',
  },
  'ledger.newerSchema': {
    text: 'This data was written by a newer version.',
    hint: 'Update Stablepoint on this machine.',
  },
  'backup.corrupt': { text: 'This backup cannot be used.', hint: 'Choose another backup file.' },
  'chain.timeout': { text: 'The network did not answer in time.', hint: 'Try again in a moment.' },
  'chain.unreachable': {
    text: 'The network cannot be reached.',
    hint: 'Check the network cable and the endpoint address.',
  },
  'chain.wrongChainId': {
    text: 'The endpoint serves another network.',
    hint: 'Correct the address of the endpoint.',
  },
  'chain.wrongDecimals': {
    text: 'The token contract does not match the list.',
    hint: 'Correct the address of the token.',
  },
  'chain.badAnswer': {
    text: 'The endpoint contradicts itself.',
    hint: 'Use another endpoint, or wait for it to recover.',
  },
  'chain.callRefused': { text: 'The endpoint refused the question.', hint: 'Use another endpoint.' },
  'chain.nodeBehind': {
    text: 'The endpoint is behind.',
    hint: 'Wait for it to catch up, or use another one.',
  },
  'chain.rateLimited': { text: 'The endpoint is asked too often.', hint: 'The till slows down by itself.' },
  'chain.rangeTooLarge': {
    text: 'The endpoint allows smaller questions only.',
    hint: 'The till adapts by itself.',
  },
  'chain.reorgTooDeep': {
    text: 'The network replaced blocks it had called final.',
    hint: 'Stop taking payments on it and ask IT.',
  },
  'catalog.notFound': { text: 'Nothing has this code.', hint: 'Check the code or search by name.' },
  'catalog.importInvalid': { text: 'The file cannot be taken.', hint: 'Correct the file and read it again.' },
  'catalog.importGone': { text: 'The file is no longer at hand.', hint: 'Read the file again.' },
  'setup.alreadyDone': { text: 'The till is set up already.', hint: 'Change it in the settings.' },
  'setup.refused': { text: 'The set-up is not finished.', hint: 'Finish the steps that are listed.' },
  'practice.unavailable': { text: 'This works in practice only.', hint: 'Start the till in practice mode.' },
  'drill.unavailable': {
    text: 'A drill cannot be started now.',
    hint: 'Drills run in practice mode, once the practice networks are followed.',
  },
  'drill.notRunning': {
    text: 'No drill is running.',
    hint: 'Start one from the list of drills.',
  },
  'drill.notAsked': {
    text: 'This is not what the drill asks now.',
    hint: 'Answer the question that is on the screen.',
  },
  'practice.chainInUse': {
    text: 'The practice network is already running.',
    hint: 'Close the other till that practises with this folder.',
  },
  'practice.chainUnavailable': {
    text: 'The practice network does not start.',
    hint: 'Start the till again; if it stays so, call IT.',
  },
  'practice.paymentFailed': {
    text: 'The practice customer could not pay.',
    hint: 'Look at the practice wallet and try again.',
  },
  'backend.unauthorized': {
    text: 'The settlement backend refuses the credentials.',
    hint: 'Check them in the settings.',
  },
  'backend.forbidden': {
    text: 'The credentials lack a right.',
    hint: 'Have it added by the settlement backend.',
  },
  'backend.notFound': { text: 'The backend knows nothing of it.', hint: 'Load the list again.' },
  'backend.alreadyExists': { text: 'It is there already.', hint: 'Compare it with the one that is there.' },
  'backend.refused': {
    text: 'The settlement backend says no.',
    hint: 'Read its reason, and change the request.',
  },
  'backend.notVerified': { text: 'The account is not verified yet.', hint: 'Finish the verification there.' },
  'backend.travelRule': {
    text: 'The law asks who receives this.',
    hint: 'Enter name and wallet of the receiver.',
  },
  'backend.addressRefused': {
    text: 'Nothing can be sent to this address.',
    hint: 'Ask for another address.',
  },
  'backend.insufficientFunds': {
    text: 'There is not enough money there.',
    hint: 'Fund the float, or give back less.',
  },
  'backend.quoteExpired': { text: 'The fee has changed meanwhile.', hint: 'Ask for the fee again.' },
  'backend.belowMinimum': { text: 'The amount is too small to send.', hint: 'Send more at once.' },
  'backend.aboveMaximum': { text: 'The amount is too large to send.', hint: 'Send less at once.' },
  'backend.rateLimited': { text: 'The backend wants a pause.', hint: 'Wait; the till asks again by itself.' },
  'backend.unavailable': {
    text: 'The backend does not answer.',
    hint: 'Wait; the till asks again by itself.',
  },
  'backend.outcomeUnknown': {
    text: 'Nobody knows yet whether it was done.',
    hint: 'Wait; the till looks it up.',
  },
  'backend.badAnswer': { text: 'The backend answered nonsense.', hint: 'Send the report of the till on.' },
  'paxos.refIdConflict': {
    text: 'Paxos has something else under this number.',
    hint: 'Send nothing again. Send the report of the till on.',
  },
  'outbox.notFound': { text: 'This is not in the outbox.', hint: 'Load the list again.' },
  'outbox.ended': { text: 'This has ended meanwhile.', hint: 'Load the list again.' },
  'outbox.sending': { text: 'It is being sent right now.', hint: 'Wait for what comes of it.' },
  'outbox.notSending': { text: 'This has moved on.', hint: 'Load the list again.' },
  'outbox.behindAnother': {
    text: 'Another one must leave before it.',
    hint: 'Look at the one before it first.',
  },
  'outbox.noOwner': {
    text: 'Nothing is connected that could take this.',
    hint: 'Connect the settlement backend again first.',
  },
  'outbox.full': {
    text: 'Too much waits in the outbox.',
    hint: 'Look at the outbox: what waits there must leave first.',
  },
  'outbox.noAnswer': {
    text: 'No answer came in time.',
    hint: 'Wait; the till looks up what became of it.',
  },
  'outbox.sendFailed': {
    text: 'The till could not make sense of what happened.',
    hint: 'Send the report of the till on.',
  },
  'refund.transitionRefused': {
    text: 'The refund has moved on.',
    hint: 'Look at its status and decide again.',
  },
  'refund.notFound': { text: 'This refund is not there.', hint: 'Load the list of refunds again.' },
  'refund.tokenShort': {
    text: 'Not that much was paid in this token.',
    hint: 'Give it back in two refunds, one for each token.',
  },
  'refund.notFinal': {
    text: 'This money is not final yet.',
    hint: 'Wait a moment: the network can still take it back.',
  },
  'refund.noBackend': {
    text: 'The account that received this money is not connected.',
    hint: 'An owner connects it in the settings.',
  },
  'refund.notPrepared': {
    text: 'This was checked too long ago.',
    hint: 'Check the refund again, then ask for it.',
  },
  'refund.notThePayer': {
    text: 'This wallet did not pay this sale.',
    hint: 'Choose the wallet that paid, or let the customer confirm the address.',
  },
  'refund.notConfirmed': {
    text: 'The customer has not confirmed this address.',
    hint: 'Ask again on the customer display, or read it out together.',
  },
  'refund.addressRefused': {
    text: 'Money must not be sent to this address.',
    hint: 'Ask the customer for another address.',
  },
  'refund.addressUnknown': {
    text: 'The address could not be checked.',
    hint: 'Wait until the network answers, then check it again.',
  },
  'refund.warningsNotAccepted': {
    text: 'There are warnings about this address.',
    hint: 'Read them and accept them, or use another address.',
  },
  'refund.receiverNeeded': {
    text: 'For this amount the receiver must be named.',
    hint: 'A manager fills in who receives the money.',
  },
  'refund.aboveLimit': {
    text: 'This is more than this role may approve.',
    hint: 'Ask an owner, or somebody with a higher limit.',
  },
  'refund.feeRose': {
    text: 'Sending costs more now than was agreed to.',
    hint: 'Ask for the refund again and look at the new fee.',
  },
  'refund.mayHaveLeft': {
    text: 'The money may have left already.',
    hint: 'Wait: the till looks up what became of it.',
  },
  'refund.nothingLeft': {
    text: 'There is nothing left to give back.',
    hint: 'Look at the earlier refunds of this sale.',
  },
  'refund.tooMuch': {
    text: 'That is more than is left.',
    hint: 'Give back no more than is left of the sale.',
  },
  'refund.tooMany': { text: 'So many are not left.', hint: 'Give back no more pieces than are left.' },
  'refund.lineTwice': { text: 'An item stands twice in this refund.', hint: 'Name each item once.' },
  'refund.amountZero': { text: 'This would give nothing back.', hint: 'Choose an item or type an amount.' },
  'payout.transitionRefused': {
    text: 'The payout has moved on.',
    hint: 'Look at its status and decide again.',
  },
  'payout.notFound': { text: 'This payout is not in the ledger.', hint: 'Load the list of payouts again.' },
  'payout.amountZero': { text: 'There is nothing to pay out.', hint: 'Type an amount above zero.' },
  'payout.tooMuch': {
    text: 'There is not so much to pay out.',
    hint: 'Pay out less, or lower what is kept back.',
  },
  'payout.assetRefused': {
    text: 'This cannot become dollars at a bank.',
    hint: 'Choose dollars, or a token that can be exchanged to them.',
  },
  'payout.noBalance': {
    text: 'Nobody knows yet what is in the account.',
    hint: 'Wait until the account has answered.',
  },
  'payout.noBackend': {
    text: 'No account is connected that pays out.',
    hint: 'Connect one in the settings.',
  },
  'payout.samePerson': {
    text: 'Who asks cannot approve.',
    hint: 'Have another manager or the owner approve.',
  },
  'payout.aboveLimit': {
    text: 'This is more than this person may approve.',
    hint: 'Ask somebody with a higher limit.',
  },
  'payout.mayHaveLeft': {
    text: 'The money may have left already.',
    hint: 'Wait: the till looks up what became of it.',
  },
  'payout.notAReturn': {
    text: 'This money is no payout that came back.',
    hint: 'Choose dollars that came in from a bank and belong to nothing.',
  },
  'bank.notFound': {
    text: 'The shop does not have this bank account.',
    hint: 'Load the list of bank accounts again.',
  },
  'bank.notApproved': {
    text: 'Two people have not agreed to this bank account.',
    hint: 'Have another person approve it first.',
  },
  'bank.underReview': {
    text: 'The review of this bank account has not ended well.',
    hint: 'Wait until it is approved, or use another account.',
  },
  'bank.coolingOff': {
    text: 'This bank account is new, and nothing is paid to it yet.',
    hint: 'Wait until it has cooled off.',
  },
  'bank.known': { text: 'The shop has this bank account already.', hint: 'Look for it in the list.' },
  'bank.decided': { text: 'Somebody has decided about this account.', hint: 'Load the list again.' },
  'bank.detailsLost': {
    text: 'The details of this bank account are not on this machine.',
    hint: 'Remove the bank account and enter it again.',
  },
  'rule.notFound': { text: 'There is no such rule.', hint: 'Load the list of rules again.' },
  'rule.decided': { text: 'Somebody has decided about this rule.', hint: 'Load the list again.' },
  'lookup.noHash': {
    text: 'That is no transaction hash.',
    hint: 'A hash is 0x and 64 letters and digits. The address of its page in an explorer works too.',
  },
  'lookup.manyHashes': {
    text: 'That address names more than one transaction.',
    hint: 'Enter the hash of the one transaction.',
  },
  'lookup.busy': {
    text: 'The till is looking up several transactions already.',
    hint: 'Wait a moment and try again.',
  },
  'case.notFound': { text: 'This case is not in the ledger.', hint: 'Load the list of cases again.' },
  'case.resolved': {
    text: 'Somebody has decided this case already.',
    hint: 'Look at what was decided.',
  },
  'case.choiceRefused': {
    text: 'This decision does not fit the case.',
    hint: 'Choose one of those that are offered.',
  },
  'staff.notFound': { text: 'This person is not on the list.', hint: 'Load the screen again.' },
  'staff.lastOwner': { text: 'The till needs an owner.', hint: 'Make somebody else owner first.' },
  'staff.weakPin': { text: 'That PIN is too easy to guess.', hint: 'Choose other digits.' },
  'invariant.broken': {
    text: 'Something went wrong inside the till.',
    hint: 'Nothing was changed half-way. Report this, with the id if one is shown.',
  },
} as const satisfies Record<ErrorCode, Readonly<{ text: string; hint: string }>>
