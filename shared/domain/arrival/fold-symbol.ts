/**
 * Letters of other alphabets that look like Latin ones in the font of any wallet, for the letters that token symbols use.
 * A small letter may look like another one than its capital does: υ like u, Υ like Y.
 * @see Unicode Technical Standard 39, confusables.txt
 */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  [
    ['A', 'АΑаαᎪꓮᴀ'],
    ['B', 'ВΒвβᏴꓐʙⲂⲃ'],
    ['C', 'СсϹϲᏟꓚⲤⲥᴄ'],
    ['D', 'ԀԁᎠꓓᴅĐđ'],
    ['E', 'ЕΕеεᎬꓰᴇⲈ'],
    ['G', 'ԌɡᏀꓖɢ'],
    ['H', 'НΗнᎻꓧʜⲎ'],
    ['I', 'ІΙіιӀıl1|ⲒꓲꟾƖ'],
    ['J', 'ЈјᎫꓙᴊ'],
    ['K', 'КΚкκᏦꓗᴋⲔ'],
    ['M', 'МΜмᎷꓟᴍⲘ'],
    ['O', 'ОΟоο0ⲞⲟꓳᴏՕօ'],
    ['P', 'РΡрρᏢꓑⲢⲣᴘ'],
    ['R', 'ᎡꓣʀᏒ'],
    ['S', 'Ѕѕ$5ՏᏚꓢꜱ'],
    ['T', 'ТΤтτᎢꓔⲦⲧᴛ'],
    ['U', 'Սսυᴜꓴ'],
    ['Y', 'УΥуᎩꓬҮүʏ'],
  ].flatMap(([latin = '', others = '']) => Array.from(others, (other) => [other, latin] as const)),
)

// Zero-width characters, direction marks, fillers and everything else that prints nothing, and marks on letters.
const unseen = /[\p{Cf}\p{Cc}\p{Zs}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/gu

function latinOf(letter: string): string {
  return lookAlikes.get(letter) ?? lookAlikes.get(letter.toUpperCase()) ?? letter.toUpperCase()
}

/**
 * A token symbol as the eye reads it: two symbols that a customer could take for each other are folded to the same text.
 * What a contract calls itself is untrusted, so this never fails.
 */
export function foldSymbol(symbol: string): string {
  // Before they are decomposed too: that makes a sigma of the lunate one, which looks like C.
  const seen = Array.from(symbol, (letter) => lookAlikes.get(letter) ?? letter).join('')
  const plain = seen.normalize('NFKD').replace(unseen, '')
  return Array.from(plain, latinOf).join('')
}
