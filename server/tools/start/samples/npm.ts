/** What npm is to `npm start`: it runs the script in a shell, and hands SIGTERM to the shell only. */
import { spawn } from 'node:child_process';

const shell = spawn('sh', ['-c', `"${process.execPath}" "${import.meta.dirname}/start.ts"; exit $?`], {
  stdio: 'inherit',
  env: { ...process.env, npm_lifecycle_event: 'start' },
});
process.on('SIGTERM', () => shell.kill('SIGTERM'));
shell.on('exit', (code, signal) => (signal ? process.kill(process.pid, 'SIGKILL') : process.exit(code ?? 0)));
