// The operator's command: it prints a line that connects a shop, and refuses what could connect none.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { codeHash } from '../../src/onboarding/plugins/invite.ts';
import { aCore, type TestCore } from '../builders/core.ts';

const printed = z.strictObject({ connectionLine: z.string(), goodUntil: z.iso.datetime() });
const line = z.strictObject({ u: z.string(), c: z.string() });
const CLI = new URL('../../src/cli/main.ts', import.meta.url).pathname;
const run = promisify(execFile);

let core: TestCore;
beforeAll(async () => (core = await aCore()));
afterAll(() => core.database.close());

async function invites(...options: string[]): Promise<{ code: number; out: string; said: string }> {
  const { uri, name } = core.database;
  const place = new URL(uri);
  place.pathname = `/${name}`;
  const keys = { MASTER_KEYS: `test:${randomBytes(32).toString('base64')}` };
  const env = { ...process.env, NODE_ENV: 'test', MONGODB_URI: place.href, APP_URL: 'https://lasting.example', ...keys };
  try {
    const { stdout } = await run(process.execPath, [CLI, 'stores', 'invite', '--json', ...options], { env, timeout: 60_000 });
    return { code: 0, out: stdout, said: '' };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, said: stderr };
  }
}
