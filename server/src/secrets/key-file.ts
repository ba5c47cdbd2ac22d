// The sandbox's sealing key: made once, kept beside its data, readable by its owner only. Production brings its own keys and never comes here.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedKey } from './keyring.ts';

function read(path: string): NamedKey[] | null {
  try {
    const [id = '', text = ''] = readFileSync(path, 'utf8').trim().split(':');
    return [{ id, key: Buffer.from(text, 'base64') }];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Two processes may start at once: whoever creates the file first wins, the other reads it. */
export function keysInFolder(folder: string): NamedKey[] {
  const path = join(folder, 'keys');
  const known = read(path);
  if (known !== null) return known;
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(path, `sandbox:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return read(path) ?? keysInFolder(folder);
}
