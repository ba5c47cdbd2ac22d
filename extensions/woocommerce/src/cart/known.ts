// What the shopper has and can have. The browser asks the server itself, with a token of the shop that is good for minutes: no page of the shop waits for it.
import type { StorefrontLook, StorefrontMe, StorefrontProgram } from '#contract/storefront.ts';
import { addressOf, type Place } from './place.ts';

const PATIENCE_MS = 10_000;

export interface Known {
  readonly me: StorefrontMe;
  readonly program: StorefrontProgram;
  /** Null: our own words. */
  readonly look: StorefrontLook | null;
}

async function read(address: string, token?: string): Promise<unknown> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(address, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json();
}

/** A proxy or a login page answers 200 with something else: that must not become a balance of nothing. */
function checked(me: StorefrontMe, program: StorefrontProgram): void {
  if (typeof me.signedIn !== 'boolean' || !Array.isArray(me.offers) || !Array.isArray(program.rewards)) throw new Error('odd');
}

/** Rejects where anything is missing. What points are called is the one thing that there are other words for. */
export async function askFor(place: Place): Promise<Known> {
  const { token } = (await read(addressOf(place, 'lasting_token'))) as { token: string };
  const ask = (path: string) => read(`${place.server}/ext/${path}`, token);
  const locale = `locale=${place.language}`;
  const [me, program, look] = (await Promise.all([ask(`me?${locale}`), ask(`program?${locale}`), ask('look').catch(() => null)])) as [
    StorefrontMe,
    StorefrontProgram,
    StorefrontLook | null,
  ];
  checked(me, program);
  return { me, program, look };
}
