/** The words for looking one transaction up: what it is, and what to do. Never more than the networks said. */
export const lookUp = {
  open: 'Already paid?',
  openLabel: 'Already paid? Look up a transaction',
  openFromSale: 'Look up',
  openFromSaleLabel: 'Look up a transaction',
  title: 'Look up a transaction',
  field: 'Transaction hash',
  fieldHint: 'Type, paste or scan the hash from the customer’s wallet, or the address of its page.',
  submit: 'Look up',
  asking: 'Asking the networks. This takes a few seconds at most.',
  found: 'What was found',
  answers: 'Who said so',
  openSale: 'Open sale {{number}}',
  openOther: 'Look this one up',
  explorer: 'Open in the explorer',
  copy: 'Copy the transaction hash',
  says: {
    mined: 'In block {{block}}',
    pending: 'Waits for a block',
    unknown: 'Not there',
    disputed: 'Two sources say different things',
    silent: 'No answer: {{problem}}',
  },
  saidBy: 'said by {{sources}}',
  notOffered: 'not offered for this sale',
  finding: {
    heldDetected: {
      title: 'This is the payment of this sale: {{amount}}.',
      hint: 'It is recorded and not safe yet. Keep the goods until the checkout says Paid.',
    },
    heldConfirmed: {
      title: 'This is the payment of this sale: {{amount}}.',
      hint: 'It is recorded. The checkout says whether the goods may leave.',
    },
    heldSettled: {
      title: 'This is the payment of this sale: {{amount}}.',
      hint: 'It is recorded and final.',
    },
    unread: {
      title: 'It pays this sale {{amount}} on {{network}}.',
      hint: 'The till has not read that block yet. It is reading on now: keep the goods until the checkout says Paid.',
    },
    missed: {
      title: 'It pays this sale {{amount}} on {{network}}.',
      hint: 'The till has read past block {{block}} without it. It looks again within ten minutes. Keep the goods and tell a manager.',
    },
    otherToken: {
      title: 'It pays this sale {{amount}}: a token that was not asked for.',
      hint: 'The till keeps such money for a manager to decide. Keep the goods.',
    },
    otherChain: {
      title: 'It pays this sale {{amount}}, on {{network}}, which was not offered.',
      hint: 'The till keeps such money for a manager to decide. Keep the goods.',
    },
    otherSale: {
      title: 'It pays sale {{sale}}, not this one: {{amount}}.',
      hint: 'Compare the two sales with the customer. This sale is not paid by it.',
    },
    paysSale: {
      title: 'It pays sale {{sale}}: {{amount}}.',
      hint: 'Open the sale to see where it stands.',
    },
    wrongToken: {
      title: 'It sends an unknown token{{symbol}} to sale {{sale}}.',
      hint: 'The till does not take it. Keep the goods and tell a manager.',
    },
    counterfeit: {
      title: 'It sends a counterfeit{{symbol}} to sale {{sale}}. It is worth nothing.',
      hint: 'Keep the goods. Ask the customer to pay with the real token.',
    },
    zeroValue: {
      title: 'It sends nothing to sale {{sale}}.',
      hint: 'No money moved. Ask the customer to scan the code.',
    },
    coin: {
      title: 'It sends the coin of {{network}} itself to sale {{sale}}, and no token.',
      hint: 'The till does not count it. Keep the goods and tell a manager: the coins are at the address of the sale.',
    },
    paysElsewhere: {
      title: 'It pays somebody else: {{to}}.',
      hint: 'That address is not of this shop. Compare it with the address on the customer’s wallet.',
    },
    failed: {
      title: 'It failed on {{network}}: no money moved.',
      hint: 'The customer still has the money. Ask them to scan the code again.',
    },
    failedUsed: {
      title: 'It failed on {{network}}, because another transaction had used the same signature.',
      hint: 'That other one moved the money. Look at it.',
    },
    authorizationUsed: {
      title: 'It moved nothing: the signature in it was used before, by another transaction.',
      hint: 'That other one moved the money. Look at it.',
    },
    authorizationTried: {
      title: 'It ended well and moved nothing.',
      hint: 'It carries a signed payment that another transaction may have used. Ask the customer for the one in their wallet that moved money.',
    },
    nothingMoved: {
      title: 'It ended well and moved no money.',
      hint: 'Ask the customer to look in their wallet for the payment itself.',
    },
    pending: {
      title: 'It is seen on {{network}} and is in no block yet.',
      hint: 'It is not paid. It may take minutes, be replaced or never come. Keep the goods and look again.',
    },
    replaced: {
      title: 'Another transaction of the same sender took its place.',
      hint: 'This one can never pay. Ask the customer for the newer one in their wallet.',
    },
    replacedHere: {
      title: 'A newer transaction of the same sender took its place, and it pays sale {{sale}}.',
      hint: 'The newer one counts, once.',
    },
    takenBack: {
      title: '{{network}} took this payment back. It may come again.',
      hint: 'The till goes on looking for it. Keep the goods.',
    },
    disputed: {
      title: 'Two sources of {{network}} say different things about it.',
      hint: 'Nobody can tell now. Keep the goods and look again in a minute.',
    },
    notFound: {
      title: 'No network of this till knows it.',
      hint: 'It may be of another network, or not sent yet. Check every character with the customer, then look again.',
    },
    cannotTell: {
      title: 'Cannot tell: not every network answers.',
      hint: 'It may be on one that is silent. Keep the goods, check the internet connection, and look again.',
    },
  },
} as const
