/** The longest text that is compared when items are put in order of their names. */
const sortMax = 120

/** What a name is sorted by: without accents and in lower case, so that `Éclair` stands beside `eclair`. */
export function itemSortKey(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().slice(0, sortMax)
}
