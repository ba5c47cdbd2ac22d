/**
 * Stands for the database, the server or the sandbox in the tests of `npm start`: says that it is ready in the way of the
 * one that it plays, leaves its process id in the data folder, and says when it was told to close.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const role = process.argv[2] ?? '';
const folder = process.env['DATA_DIR'] ?? '';
const diary = join(folder, 'diary');

function speak(port: number): void {
  const url = `http://127.0.0.1:${port}`;
  if (role === 'database') console.log(JSON.stringify({ uri: `mongodb://127.0.0.1:${port}/sample` }));
  if (role === 'server') console.log(JSON.stringify({ level: 30, msg: 'ready', url }));
  if (role === 'sandbox') console.log(JSON.stringify({ ready: true, url }));
}

writeFileSync(join(folder, `${role}.pid`), String(process.pid));
if (role === 'server') appendFileSync(diary, `server got ${process.env['MONGODB_URI']?.replace(/\d+\//, '*/')}\n`);
const port = { server: process.env['PORT'], sandbox: process.env['SANDBOX_PORT'] }[role] ?? '0';
const web = createServer((_request, response) => response.end('hello')).listen(Number(port), '127.0.0.1', () => {
  const address = web.address();
  speak(address && typeof address === 'object' ? address.port : 0);
});
process.on('SIGTERM', () => {
  if (process.env['STUBBORN'] === role) return;
  appendFileSync(diary, `${role} closes\n`);
  setTimeout(() => process.exit(0), 100);
});
if (process.env['DIES'] === role) setTimeout(() => process.exit(7), 300);
