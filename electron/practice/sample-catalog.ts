import type { CatalogItem } from '../../shared/domain/catalog/item.ts'

type Row = readonly [name: string, cents: number]

const rows: Readonly<Record<string, readonly Row[]>> = {
  Coffee: [
    ['Espresso', 280],
    ['Flat white', 420],
    ['Cappuccino', 410],
    ['Filter coffee', 330],
    ['Iced latte', 480],
    ['Decaf oat latte', 470],
  ],
  Tea: [
    ['Earl Grey', 320],
    ['Green tea', 320],
    ['Mint tea', 340],
    ['Chai latte', 450],
  ],
  Bakery: [
    ['Butter croissant', 310],
    ['Almond croissant', 390],
    ['Cinnamon roll', 420],
    ['Banana bread', 380],
    ['Sourdough loaf', 720],
    ['Blueberry muffin', 360],
  ],
  Kitchen: [
    ['Avocado toast', 980],
    ['Granola bowl', 860],
    ['Ham and cheese toastie', 890],
    ['Soup of the day', 790],
  ],
  Shelf: [
    ['House beans 250 g', 1_350],
    ['Honey jar', 890],
    ['Enamel mug', 1_600],
    ['Tote bag', 1_200],
  ],
}

/** The reduced rate is for what is taken home as food; everything else takes the standard one. */
function taxRateOf(category: string): string {
  return category === 'Bakery' ? 'reduced' : 'standard'
}

/**
 * Twelve digits with the check digit that makes them an EAN-13, so that a real scanner reads a printed code.
 * @see GS1 General Specifications, check digit calculation: weights 1 and 3 in turn, from the left of twelve
 */
function withCheckDigit(digits: string): string {
  const sum = Array.from(digits, Number).reduce(
    (total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3),
    0,
  )
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/** A small café for practice mode. Barcodes are in the range that GS1 keeps for use inside a shop (prefix 200). */
export const sampleCatalog: readonly CatalogItem[] = Object.entries(rows).flatMap(
  ([category, items], group) =>
    items.map(([name, cents], index): CatalogItem => ({
      id: `sample-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
      name,
      category,
      priceMinor: BigInt(cents),
      currency: 'USD',
      barcode: withCheckDigit(`2000000${group + 1}${String(index + 1).padStart(4, '0')}`),
      taxRateId: taxRateOf(category),
    })),
)
