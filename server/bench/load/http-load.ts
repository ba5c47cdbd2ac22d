// Sends prepared requests over kept-alive connections, one in flight on each. Plain sockets: on a machine of two cores a full HTTP client
// would take the time that is to be measured.
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

interface Waiting {
  readonly request: Buffer;
  readonly resolve: (status: number) => void;
  readonly reject: (error: Error) => void;
}

const END_OF_HEAD = '\r\n\r\n';

/** The status once the whole answer is there, null before. */
function statusIn(answer: string): number | null {
  const end = answer.indexOf(END_OF_HEAD);
  if (end < 0) return null;
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, end + 2))?.[1] ?? 0);
  return answer.length >= end + END_OF_HEAD.length + length ? Number(answer.slice(9, 12)) : null;
}

class Line {
  readonly #socket: Socket;
  readonly #free: (line: Line) => void;
  #answer = '';
  #gone = false;
  #current: Waiting | null = null;

  constructor(socket: Socket, free: (line: Line) => void) {
    this.#socket = socket.setNoDelay(true).setEncoding('latin1');
    this.#free = free;
    socket.on('data', (chunk: string) => this.#hear(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => {
      this.#gone = true;
      this.#fail(new Error('the server closed a connection that was in use'));
    });
  }

  send(waiting: Waiting): void {
    if (this.#gone) return waiting.reject(new Error('the server closed a connection that was waiting'));
    this.#current = waiting;
    this.#answer = '';
    this.#socket.write(waiting.request);
  }

  close(): void {
    this.#current = null;
    this.#socket.destroy();
  }

  #hear(chunk: string): void {
    this.#answer += chunk;
    const status = statusIn(this.#answer);
    if (status === null) return;
    const current = this.#current;
    this.#current = null;
    this.#free(this);
    current?.resolve(status);
  }

  #fail(error: Error): void {
    this.#current?.reject(error);
    this.#current = null;
  }
}

export class HttpLoad {
  readonly #lines: Line[] = [];
  readonly #idle: Line[] = [];
  readonly #waiting: Waiting[] = [];

  static async open(port: number, width: number): Promise<HttpLoad> {
    const load = new HttpLoad();
    for (let n = 0; n < width; n += 1) {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      const line = new Line(socket, (free) => load.#next(free));
      load.#lines.push(line);
      load.#idle.push(line);
    }
    return load;
  }

  /** Resolves with the status. When every connection is busy, the request waits, and its waiting counts. */
  send(request: Buffer): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const waiting = { request, resolve, reject };
    const line = this.#idle.pop();
    if (line === undefined) this.#waiting.push(waiting);
    else line.send(waiting);
    return promise;
  }

  close(): void {
    for (const line of this.#lines) line.close();
  }

  #next(line: Line): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#idle.push(line);
    else line.send(waiting);
  }
}
