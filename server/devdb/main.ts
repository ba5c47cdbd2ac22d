/** Runs the server as a process of its own: `node server/devdb/main.ts --folder F --port P`. */
import { parseArgs } from 'node:util';
import { startDevDb } from './index.ts';

const { values } = parseArgs({ options: { folder: { type: 'string' }, port: { type: 'string', default: '0' } } });

async function main(folder: string, port: number): Promise<void> {
  const server = await startDevDb({ folder, port });
  process.stderr.write('devdb is a small MongoDB server for trying and testing. Do not use it in production.\n');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void server.close());
  process.stdout.write(`${JSON.stringify({ uri: server.uri })}\n`);
}

if (values.folder === undefined) {
  process.stderr.write('usage: node server/devdb/main.ts --folder FOLDER [--port PORT]\n');
  process.exitCode = 2;
} else {
  await main(values.folder, Number(values.port)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
