import type { Locator } from '@playwright/test'
import jsQR from 'jsqr'
import { PNG } from 'pngjs'

/** Reads a QR code off the pixels of the screen, as a phone would. */
export async function readCode(image: Locator): Promise<string> {
  const { data, width, height } = PNG.sync.read(await image.screenshot())
  const found = jsQR(new Uint8ClampedArray(data), width, height)
  if (!found) throw new Error(`No code can be read in an image of ${width} x ${height} pixels`)
  return found.data
}
