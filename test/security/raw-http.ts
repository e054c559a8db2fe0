import { connect } from 'node:net'

/** An answer as it came over the wire. */
export type RawAnswer = Readonly<{ status: number; headers: string; body: string }>

/**
 * Sends bytes as they are: a client library would tidy a hostile path before it leaves.
 * @param target the request target, unencoded and unchanged
 */
export function sendRaw(
  port: number,
  target: string,
  headers: Readonly<Record<string, string>>,
  method = 'GET',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (part: string) => {
      text += part
    })
    socket.on('error', reject)
    socket.on('close', () => {
      const [head = '', body = ''] = text.split('\r\n\r\n')
      resolve({ status: Number(head.split(' ')[1] ?? 0), headers: head.toLowerCase(), body })
    })
    const lines = Object.entries({ host: `127.0.0.1:${port}`, connection: 'close', ...headers })
    socket.write(
      `${method} ${target} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`,
    )
  })
}
