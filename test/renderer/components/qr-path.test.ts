import jsQR from 'jsqr'
import { create } from 'qrcode'
import { describe, expect, it } from 'vitest'
import { qrPath } from '../../../renderer/src/components/qr-path.ts'
import { formatEip681 } from '../../../shared/domain/invoice/eip681.ts'

/** Draws the rectangles of a path, `scale` pixels a module, dark on white. */
function draw(path: string, side: number, scale: number): Uint8ClampedArray {
  const width = side * scale
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      for (let column = Number(x) * scale; column < (Number(x) + Number(length)) * scale; column += 1) {
        pixels.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3)
      }
    }
  }
  return pixels
}

describe('qrPath', () => {
  it('draws a code that a scanner reads, with nothing in its quiet zone', () => {
    const text = formatEip681({
      tokenAddress: '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48',
      chainId: 8453,
      recipient: '0x71C7656EC7ab88b098defB751B7401B5f6d8976F',
      amountMinor: 24_500_000n,
    })
    const { modules } = create(text, { errorCorrectionLevel: 'M' })
    const side = modules.size + 8
    const path = qrPath(modules.data, modules.size, 4)
    const width = side * 4
    expect(jsQR(draw(path, side, 4), width, width)?.data).toBe(text)
    expect(path).not.toMatch(/M[0-3] |M\d+ [0-3]h/)
  })
})
