import { PosError } from '../../../shared/errors/pos-error.ts'

/**
 * The text of an answer, read no further than its bound: what answers may not be Paxos.
 * @param bytesMax bytes before decoding
 * @throws {PosError} `backend.badAnswer` when there is more
 */
export async function readBounded(response: Response, bytesMax: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  // The platform's stream is typed without its iterator; each piece is a view of bytes.
  const pieces: AsyncIterable<Uint8Array> | null = response.body
  if (pieces === null) return ''
  for await (const piece of pieces) {
    bytes += piece.byteLength
    if (bytes > bytesMax)
      throw new PosError('backend.badAnswer', 'Paxos answered more than the till reads.', {
        details: { bytesMax },
      })
    text += decoder.decode(piece, { stream: true })
  }
  return text + decoder.decode()
}

/** JSON, or nothing for text that is none. */
export function parseJson(text: string): Readonly<{ isJson: boolean; value: unknown }> {
  if (text === '') return { isJson: true, value: undefined }
  try {
    return { isJson: true, value: JSON.parse(text) }
  } catch (error) {
    if (error instanceof SyntaxError) return { isJson: false, value: undefined }
    throw error
  }
}
