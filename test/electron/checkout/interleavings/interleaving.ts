import fc from 'fast-check'
const parts = ['whole', 'half', 'third', 'double', 'dust', 'nothing'] as const
const kinds = ['listed', 'other', 'unlisted', 'lookAlike'] as const

/** One transaction of a customer: a token, how much of what is asked, in one transfer or in two. */
export type Pay = Readonly<{
  sale: number
  kind: (typeof kinds)[number]
  part: (typeof parts)[number]
  transfers: number
}>

/** One thing that happens to a chain, to the till, or between them. */
export type Move =
  | Readonly<{ do: 'mine'; chain: number; blocks: number; pays: readonly Pay[] }>
  | Readonly<{ do: 'reorganise'; chain: number; depth: number; extra: number; fates: readonly number[] }>
  | Readonly<{ do: 'comeBack'; chain: number }>
  | Readonly<{ do: 'read'; chain: number; blocksMax: number }>
  | Readonly<{ do: 'readAgain'; chain: number }>
  | Readonly<{ do: 'lookAgain'; chain: number }>
  | Readonly<{ do: 'tags'; safeBack: number; finalBack: number }>
  | Readonly<{ do: 'wait'; seconds: number }>
  | Readonly<{ do: 'die'; writes: number }>
  | Readonly<{ do: 'restart'; closes: boolean }>

/** Sales of a shop and everything that happens until the chains are quiet. */
export type Interleaving = Readonly<{
  sales: readonly Readonly<{ minor: bigint; isCancelled: boolean }>[]
  moves: readonly Move[]
}>

const chain = fc.constantFrom(0, 0, 1)
const pay = fc.record({
  sale: fc.nat({ max: 1 }),
  kind: fc.constantFrom('listed', 'listed', 'listed', 'listed', ...kinds),
  part: fc.constantFrom('whole', 'whole', 'whole', ...parts),
  transfers: fc.constantFrom(1, 1, 1, 2),
})
const mine = fc.record({
  do: fc.constant('mine' as const),
  chain,
  blocks: fc.integer({ min: 1, max: 3 }),
  pays: fc.array(pay, { maxLength: 2 }),
})
const reorganise = fc.record({
  do: fc.constant('reorganise' as const),
  chain,
  depth: fc.integer({ min: 1, max: 5 }),
  extra: fc.integer({ min: 0, max: 2 }),
  fates: fc.array(fc.nat({ max: 39 }), { minLength: 1, maxLength: 3 }),
})
const read = fc.record({
  do: fc.constant('read' as const),
  chain,
  blocksMax: fc.constantFrom(1, 2, 64, 64),
})
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: mine },
  { weight: 8, arbitrary: read },
  { weight: 4, arbitrary: reorganise },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('comeBack' as const), chain }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('readAgain' as const), chain }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lookAgain' as const), chain }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('tags' as const),
      safeBack: fc.nat({ max: 3 }),
      finalBack: fc.nat({ max: 5 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 20 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('die' as const), writes: fc.nat({ max: 8 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('restart' as const),
      closes: fc.nat({ max: 9 }).map((one) => one === 0),
    }),
  },
)

/** Any interleaving of payments, blocks, reorganisations, restarts and deaths on two chains. */
export const interleavings: fc.Arbitrary<Interleaving> = fc.record({
  sales: fc.array(
    fc.record({
      minor: fc.constantFrom(600n, 1_000n, 2_500n),
      isCancelled: fc.nat({ max: 11 }).map((one) => one === 0),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  moves: fc.array(move, { minLength: 3, maxLength: 7 }),
})
