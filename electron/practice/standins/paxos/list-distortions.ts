/** What is wrong with the lists of an answer, while it is on. */
export type ListDistortion = Readonly<{
  /** Every row twice. */
  duplicated: boolean
  /** The rows in the opposite order. */
  reordered: boolean
  /** One more row, of a profile that was not asked for. */
  foreignRow: boolean
  /** Values of enums that nobody has heard of, in the first row. */
  unknownEnums: boolean
}>

/** As it should be. */
export const noDistortion: ListDistortion = {
  duplicated: false,
  reordered: false,
  foreignRow: false,
  unknownEnums: false,
}

/** A profile of somebody else. */
export const foreignProfileId = 'f0f0f0f0-0f0f-4f0f-8f0f-f0f0f0f0f0f0'

type Row = Readonly<Record<string, unknown>>

const enumFields = ['status', 'type', 'crypto_network', 'direction', 'object_type', 'conversion_target_asset']

function withUnknownEnums(row: Row): Row {
  const changes = enumFields
    .filter((field) => typeof row[field] === 'string')
    .map((field) => [field, `NEW_${field.toUpperCase()}`] as const)
  return { ...row, ...Object.fromEntries(changes) }
}

function distort(rows: readonly Row[], wanted: ListDistortion): readonly Row[] {
  let result = rows
  if (wanted.unknownEnums) result = result.map((row, index) => (index === 0 ? withUnknownEnums(row) : row))
  const [first] = rows
  if (wanted.foreignRow && first)
    result = [
      ...result,
      { ...first, id: 'f0f0f0f0-0000-4000-8000-000000000001', profile_id: foreignProfileId },
    ]
  if (wanted.duplicated) result = result.flatMap((row) => [row, row])
  return wanted.reordered ? result.toReversed() : result
}

/** The answer of a list call with its faults; any other answer as it is. */
export function distortLists(answer: unknown, wanted: ListDistortion): unknown {
  if (typeof answer !== 'object' || answer === null || !('next_page_cursor' in answer)) return answer
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]: [string, unknown]) => [
      key,
      // Rows of a list are objects that this server made.
      Array.isArray(value) ? distort(value as Row[], wanted) : value,
    ]),
  )
}
