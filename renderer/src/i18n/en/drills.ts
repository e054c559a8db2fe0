/** The words of the drills: the list, the banner, the card beside the checkout, and every story. */
export const drills = {
  title: 'Drills',
  intro: 'Play what goes wrong, on the practice networks, before it happens to you.',
  loading: 'Reading the drills',
  word: 'Drill',
  start: 'Start',
  startNamed: 'Start the drill: {{name}}',
  starting: 'The till restarts into the drill. Sign in there; open practice sales wait until it is over.',
  managerStarts: 'A manager or the owner starts a drill.',
  refused: {
    notPractice: 'Drills are played in practice mode, where no money is real.',
    ownNetworks:
      'This till practises with networks from its configuration file. Drills need the practice networks.',
    runningAlready: 'A drill is running on this till. Finish it first.',
    networkBehind: 'The till is still reading the practice networks. Try again in a moment.',
  },
  listLabel: 'What can be practised',
  scores: {
    title: 'Scores',
    empty: 'Nobody has finished a drill yet.',
    staff: 'Who',
    times: 'Drills finished',
    best: 'Best',
    bestOf: '{{right}} of {{of}}, {{name}}, {{seconds}} s',
    none: 'None yet',
    last: 'Last drills',
    drill: 'Drill',
    when: 'When',
    result: 'Right',
    points: '{{right}} of {{of}}',
    seconds: 'Seconds',
    early: 'Left early',
    problem: 'The scores of the drills could not be read.',
  },
  banner: {
    label: 'Drill',
    sale: 'Ring up a sale to begin. The drill ends by itself at {{time}}.',
    next: 'The drill is on. Watch the till.',
    question: 'What do you do? Answer beside the checkout.',
    done: 'The drill is over: {{right}} of {{of}} right.',
    stuck: 'The drill cannot go on. Finish it and start again.',
    locked: 'Sign in and ring up a sale to begin.',
    toSale: 'To the sale',
    finish: 'Finish drill',
    leaving: 'The till goes back to practice.',
  },
  leave: {
    title: 'Leave the drill early?',
    body: 'It stands in the list as left early and counts for nothing. The till goes back to practice as it was.',
    stay: 'Go on with the drill',
    leave: 'Leave the drill',
  },
  card: {
    label: 'Drill card',
    watch: 'Watch the checkout',
    watchHint: 'Work as you would with a customer in front of you. The drill asks when it is time.',
    ask: 'What do you do?',
    right: 'Right',
    wrong: 'Not right',
    youSaid: 'You said: {{choice}}',
    better: 'Right was: {{choice}}',
    goOn: 'Go on',
    question: 'Question {{number}} of {{count}}',
    done: '{{right}} of {{of}} right',
    doneHint: 'One point a question, and one for doing nothing wrong on the till.',
    stuck: 'The drill cannot go on',
    stuckHint: 'The practice network did not play its part. Finish the drill and start it again.',
  },
  deed: {
    cancelledWithMoney: 'You cancelled the sale although money was on its way.',
    rangUpAgain: 'You rang up another sale although money was on its way.',
  },
  choice: {
    handOver: 'Hand over the goods',
    handOverAndReport: 'Hand over the goods and tell a manager about the second payment',
    askForRest: 'Keep the goods and let the customer pay the rest with the code on the screen',
    askForListed: 'Keep the goods and ask for the token and network on the screen',
    wait: 'Wait and keep looking at the till',
    keepGoods: 'Keep the goods and call a manager',
    callManager: 'Call a manager first',
    checkNetwork: 'Keep the goods and check the network',
    payAgain: 'Ask the customer to pay again',
    newSale: 'Ring up a new sale',
    cancel: 'Cancel the sale',
    giveCash: 'Give the money back in cash',
  },
  story: {
    underpaid: {
      name: 'Paid too little',
      brief: 'The customer sends less than the amount due.',
      ask: {
        short: 'The customer says: "I have paid, look, it is sent."',
        atLast: 'The customer paid again. What now?',
      },
      why: {
        short:
          'The till shows what is missing, and the code on the screen now asks for exactly that. Both payments go to the same sale, so nothing has to be sent back.',
        atLast:
          'The till says Paid: both payments together cover the amount. There is nothing left to wait for.',
      },
    },
    late: {
      name: 'Paid late',
      brief: 'The time runs out before the customer has paid.',
      ask: {
        expired: 'The time is over. The customer says: "I have just confirmed it in my wallet."',
        paidLate: 'Now the till says Paid, and that the money came late. What now?',
      },
      why: {
        expired:
          'The end of the time never loses money: the till goes on watching this address. Paying again, or ringing up a new sale, would take the money twice.',
        paidLate:
          'The money is there and covers the sale, so the goods may go. That it came late is noted with the sale for a manager.',
      },
    },
    duplicate: {
      name: 'Paid twice',
      brief: 'The wallet seemed stuck, and the customer paid again.',
      ask: {
        twice:
          'The till says Paid, and that a second payment arrived. The customer wants the second one back.',
      },
      why: {
        twice:
          'The sale is paid, so the goods may go; the second payment is the customer’s and stands in a case. A manager sends it back on the network, which cash from the drawer would not undo.',
      },
    },
    wrongToken: {
      name: 'Wrong token',
      brief: 'The customer pays with a token that the shop does not take.',
      ask: {
        otherToken: 'The customer says: "It is a dollar as well, and it is sent."',
        atLast: 'The customer paid with the token on the screen. What now?',
      },
      why: {
        otherToken:
          'The sale takes only the tokens on the screen, however similar another one is. What arrived stands in a case, and a manager returns it.',
        atLast: 'The till says Paid with the right token. The other one is the business of the manager.',
      },
    },
    counterfeit: {
      name: 'Counterfeit token',
      brief: 'Somebody sends a token that only has the name of the real one.',
      ask: {
        fake: 'The wallet of the customer shows: "Sent USDC". They are in a hurry.',
        atLast: 'A real payment has arrived. What now?',
      },
      why: {
        fake: 'Anybody can make a token with that name; the till looks at its contract and says that it is worth nothing. A wallet screen proves nothing, so the goods stay and a manager comes.',
        atLast:
          'The till says Paid: this time it is the real token. Trust the till, and not the wallet of a customer.',
      },
    },
    wrongChain: {
      name: 'Wrong network',
      brief: 'The right token arrives on a network that was not asked for.',
      ask: {
        otherNetwork: 'The customer says: "It is USDC, and the address is yours."',
        atLast: 'The customer paid on the network on the screen. What now?',
      },
      why: {
        otherNetwork:
          'The same token on another network does not pay this sale. It is not lost: it stands in a case, and a manager returns it.',
        atLast: 'The till says Paid on the right network. The first payment waits for the manager.',
      },
    },
    reorg: {
      name: 'Payment taken back',
      brief: 'The network replaces the block that held the payment.',
      ask: {
        takenBack: 'The till said Paid, and now it cannot tell. The customer reaches for the bag.',
        atLast: 'The payment is back. What now?',
      },
      why: {
        takenBack:
          'The network took the payment back, and most often it returns within a minute. Until the till says Paid again the goods stay; a second payment would be one too many.',
        atLast: 'The till says Paid again, with the same payment in another block. The goods may go.',
      },
    },
    nodeDown: {
      name: 'No answer from the network',
      brief: 'The node that the till reads stops answering while the customer pays.',
      ask: {
        silent: 'The wallet says: "Sent". The till says: "Cannot tell".',
        atLast: 'The network answers again. What now?',
      },
      why: {
        silent:
          'Cannot tell is not No: the money may be there, and the till looks as soon as somebody answers. Goods stay until then, and nobody pays twice.',
        atLast: 'The till has read what it missed and says Paid. Nothing had to be done twice.',
      },
    },
    nodeLying: {
      name: 'Two sources disagree',
      brief: 'One node shows a payment that nobody sent.',
      ask: { disagree: 'One source shows the payment, another does not. The customer says it is paid.' },
      why: {
        disagree:
          'One of the two sources is wrong, and goods must not depend on which one the till asked first. Keep them until the sources agree, and call a manager, who tells IT.',
      },
    },
    slowChain: {
      name: 'Slow network',
      brief: 'The payment takes long to appear, and long to be safe.',
      ask: {
        unseen: 'The wallet says: "Sent". The till still waits for the payment.',
        counting: 'The till has seen the payment and counts seconds. The customer asks for the goods.',
        atLast: 'The seconds are over. What now?',
      },
      why: {
        unseen:
          'A payment that is sent can take a while to reach a block. Nothing is lost, and a second payment would be one too many.',
        counting:
          'For this amount the payment has to be deeper before goods may go. The screen says for how long: it is a matter of seconds.',
        atLast: 'The till says Paid: now the payment is deep enough. The goods may go.',
      },
    },
  },
}
