import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Tells when the npm that started us is gone. Measured with npm 10.8 and 11.19 on Debian: `npm start` is npm -> sh -> node.
 * SIGTERM to npm is forwarded to sh, which dies of it without a word to node; SIGKILL ends npm alone, and sh stays.
 * So it is not enough to watch our own parent: while that is a shell, its parent is watched as well.
 */
const isLinux = process.platform === 'linux';

function ask(pid: number, field: 'ppid' | 'comm'): string {
  try {
    if (!isLinux) return execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8'); // 123 (name, may have spaces) S 45 ...
    const end = stat.lastIndexOf(')');
    return field === 'comm' ? stat.slice(stat.indexOf('(') + 1, end) : (stat.slice(end + 2).split(' ')[1] ?? '');
  } catch {
    return ''; // The process is gone.
  }
}

const isShell = (pid: number): boolean => /(^|[/-])(sh|dash|bash|zsh|ash|ksh)$/.test(ask(pid, 'comm'));

/**
 * Calls back once, when npm is gone. Without npm around us there is nothing to watch: a service manager, or a shell
 * that put us in the background and was closed, may well leave while we go on.
 */
export function whenNpmIsGone(callback: () => void): void {
  if (!process.env['npm_lifecycle_event'] || process.platform === 'win32') return;
  const parent = process.ppid;
  const grandparent = isShell(parent) ? ask(parent, 'ppid') : undefined;
  const timer = setInterval(
    () => {
      if (process.ppid === parent && (grandparent === undefined || ask(parent, 'ppid') === grandparent)) return;
      clearInterval(timer);
      callback();
    },
    isLinux ? 250 : 2_000, // Elsewhere each look costs a process.
  );
  timer.unref();
}
