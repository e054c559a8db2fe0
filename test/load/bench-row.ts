/**
 * One line of `npm run bench`: a figure of this run beside its peer or its limit in the same run. `ok` compares the two as
 * the budget says; `note` states what was scaled or left out.
 */
export type BenchRow = Readonly<{
  row: string
  measured: number
  unit: string
  peer?: Readonly<{ name: string; value: number }>
  limit?: number
  ok: boolean
  note?: string
}>
