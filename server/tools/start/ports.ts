import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export const host = '127.0.0.1';

/** The port that the system gave, or undefined when the wanted one is taken. */
function tryListen(port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((done, fail) => {
    server.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(undefined) : fail(error)));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => done(address && typeof address === 'object' ? address.port : undefined));
    });
  });
}

export async function freePort(): Promise<number> {
  const port = await tryListen(0);
  if (port === undefined) throw new Error('The system gave no free port.');
  return port;
}

/** 0 stands for any free port. A run that was just killed may hold its port for a moment, hence the patience. */
export async function claimPort(variable: string, text: string, patienceMs = 5_000): Promise<number> {
  const wanted = Number(text);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) throw new Error(`${variable} is "${text}": give a port number.`);
  const deadline = performance.now() + patienceMs;
  do {
    const port = await tryListen(wanted);
    if (port !== undefined) return port;
    await pause(200);
  } while (performance.now() < deadline);
  throw new Error(
    `Port ${wanted} is in use by another program. Stop that one, or choose another port: ${variable}=${wanted + 10} npm start`,
  );
}
