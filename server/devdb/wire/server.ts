/** Listens on the loopback interface and hands each message to the database; answers leave in the order of the questions. */
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Reply } from '../bson/encode.ts';
import { CommandError } from '../errors.ts';
import { Frames } from './frames.ts';
import { answer, parse } from './message.ts';
import type { Frame, Request } from './message.ts';

/** Runs one command now; `send` is called when its outcome is final, which for a write means durable. */
export type Execute = (request: Pick<Request, 'body' | 'sequences'>, connection: number, send: (reply: Reply) => void) => void;

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

export function failure(error: unknown): Reply {
  const known = error instanceof CommandError ? error : new CommandError(1, error instanceof Error ? error.message : String(error));
  const reply: Reply = new Map();
  reply.set('ok', 0);
  reply.set('errmsg', known.message);
  reply.set('code', known.code);
  reply.set('codeName', known.codeName);
  for (const [name, value] of known.details) reply.set(name, value);
  return reply;
}

function serveFrame(socket: Socket, frame: Frame, connection: number, execute: Execute): void {
  let request: Request | undefined;
  const send = (reply: Reply): void => {
    if (!request?.silent && socket.writable) socket.write(answer(request ?? { id: frame.id, legacy: false }, reply));
  };
  try {
    request = parse(frame);
    execute(request, connection, send);
  } catch (error) {
    send(failure(error));
  }
}

function serveSocket(socket: Socket, connection: number, execute: Execute): void {
  const frames = new Frames();
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const frame of frames.take(chunk)) serveFrame(socket, frame, connection, execute);
    } catch {
      socket.destroy();
    }
  });
}

async function listening(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

export async function listen(port: number, execute: Execute): Promise<Listening> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveSocket(socket, ++connections, execute);
  });
  const actual = await listening(server, port);
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroySoon();
    await closed;
  };
  return { port: actual, close };
}
