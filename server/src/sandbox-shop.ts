// The sandbox's shop installs itself at start, through the same door as a real shop: a session token, exchanged for access.
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { ShopifyDoors } from './shopify-doors.ts';

const idToken = z.object({ token: z.string() });
const TRIES = 60;

async function visit(simUrl: string, doors: ShopifyDoors): Promise<boolean> {
  const answer = await fetch(new URL('/__sim/id-token', simUrl), { signal: AbortSignal.timeout(3_000) });
  const { token } = idToken.parse(await answer.json());
  return (await doors.adminIdentity(token)) !== null;
}

/** Tries until the sandbox is up; gives up with a line in the log, because a server without its sandbox is still a server. */
export async function installSandboxShop(simUrl: string, doors: ShopifyDoors, log: Logger): Promise<void> {
  let last: unknown = null;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      if (await visit(simUrl, doors)) return;
      last = new Error('the session token of the sandbox was refused');
    } catch (error) {
      last = error;
    }
    await wait(1_000, undefined, { ref: false });
  }
  log.warn({ err: last, simUrl }, 'the sandbox shop could not be installed; open its admin to try again');
}
