// The line between the shop and the server: https on one side, the server's own port on the other. It can be cut, and it can go silent, as lines do.
import { createServer as createControl } from 'node:http';
import { connect, type Server, type Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { Certificate } from './certificate.ts';

/** `refuses`: nobody is there. `silent`: somebody takes the call and says nothing. */
export type LineState = 'answers' | 'refuses' | 'silent';

export interface Line {
  readonly url: string;
  /** `POST /<state>` sets it: tests run in another process. */
  readonly control: string;
  leadTo(port: number): void;
  close(): Promise<void>;
}

const host = '127.0.0.1';
const isState = (text: string): text is LineState => text === 'answers' || text === 'refuses' || text === 'silent';

function listening(server: Server): Promise<string> {
  return new Promise((done) => {
    server.listen(0, host, () => {
      const address = server.address();
      done(`${host}:${typeof address === 'object' ? address?.port : address}`);
    });
  });
}

function pass(from: TLSSocket, port: number): Socket {
  const to = connect(port, host);
  for (const [one, other] of [[from, to], [to, from]] as const) one.on('error', () => other.destroy()).on('close', () => other.destroy()); // prettier-ignore
  from.pipe(to).pipe(from);
  return to;
}

export async function openLine({ key, cert }: Certificate): Promise<Line> {
  let [state, port]: [LineState, number] = ['answers', 0];
  const open = new Set<Socket>();
  const keep = (socket: Socket): void => void open.add(socket.on('close', () => open.delete(socket)));
  const line = createServer({ key, cert }, (from) => {
    from.on('error', () => from.destroy());
    keep(from);
    if (state === 'refuses') from.destroy();
    if (state === 'answers') keep(pass(from, port));
  });
  const cut = (): void => open.forEach((socket) => socket.destroy());
  const control = createControl((req, res) => {
    const wanted = req.url?.slice(1) ?? '';
    if (isState(wanted)) state = wanted;
    cut();
    res.writeHead(isState(wanted) ? 200 : 404).end();
  });
  const [at, controlAt] = [await listening(line), await listening(control)];
  return {
    url: `https://${at}`,
    control: `http://${controlAt}`,
    leadTo: (to) => void (port = to),
    async close() {
      cut();
      control.closeAllConnections();
      await Promise.all([line, control].map((server) => new Promise((done) => server.close(done))));
    },
  };
}
