/**
 * Letters of other alphabets that look like Latin ones in the font of any wallet, for the letters that token symbols use.
 * @see Unicode Technical Standard 39, confusables.txt
 */
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'A',
  в: 'B',
  с: 'C',
  ԁ: 'D',
  е: 'E',
  ɡ: 'G',
  һ: 'H',
  і: 'I',
  ј: 'J',
  к: 'K',
  м: 'M',
  о: 'O',
  р: 'P',
  ѕ: 'S',
  т: 'T',
  у: 'Y',
  υ: 'U',
  ս: 'U',
  α: 'A',
  β: 'B',
  ε: 'E',
  ι: 'I',
  κ: 'K',
  ο: 'O',
  ρ: 'P',
  τ: 'T',
  $: 'S',
  '0': 'O',
  '5': 'S',
}

// Zero-width characters, direction marks and everything else that prints nothing.
const unseen = /[\p{Cf}\p{Cc}\p{Zs}\p{Mn}]/gu

/**
 * A token symbol as the eye reads it: two symbols that a customer could take for each other are folded to the same text.
 * What a contract calls itself is untrusted, so this never fails.
 */
export function foldSymbol(symbol: string): string {
  const plain = symbol.normalize('NFKC').replace(unseen, '').toLowerCase()
  return Array.from(plain, (letter) => lookAlikes[letter] ?? letter.toUpperCase()).join('')
}
