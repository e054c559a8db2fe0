/**
 * Letters of other alphabets that look like Latin ones in the font of any wallet, for the letters that token symbols use.
 * A small letter may look like another one than its capital does: υ like u, Υ like Y.
 * @see Unicode Technical Standard 39, confusables.txt
 */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  [
    ['A', 'АΑаα'],
    ['B', 'ВΒвβ'],
    ['C', 'СсϹϲ'],
    ['D', 'Ԁԁ'],
    ['E', 'ЕΕеε'],
    ['G', 'Ԍɡ'],
    ['H', 'НΗн'],
    ['I', 'ІΙіι'],
    ['J', 'Јј'],
    ['K', 'КΚкκ'],
    ['M', 'МΜм'],
    ['O', 'ОΟоο0'],
    ['P', 'РΡрρ'],
    ['S', 'Ѕѕ$5'],
    ['T', 'ТΤтτ'],
    ['U', 'Սսυ'],
    ['Y', 'УΥу'],
  ].flatMap(([latin = '', others = '']) => Array.from(others, (other) => [other, latin] as const)),
)

// Zero-width characters, direction marks and everything else that prints nothing.
const unseen = /[\p{Cf}\p{Cc}\p{Zs}\p{Mn}]/gu

/**
 * A token symbol as the eye reads it: two symbols that a customer could take for each other are folded to the same text.
 * What a contract calls itself is untrusted, so this never fails.
 */
export function foldSymbol(symbol: string): string {
  const plain = symbol.normalize('NFKC').replace(unseen, '')
  return Array.from(plain, (letter) => lookAlikes.get(letter) ?? letter.toUpperCase()).join('')
}
