// The one place that asks the shop about the member. The launcher makes it and the panel shares it: both always show the same.
import type { StorefrontMe } from './answers.ts';
import { reach } from './reach.ts';

/** `offline`: nothing reached the shop. `failed`: something answered, but not with an answer. */
export type Failure = 'offline' | 'failed';

export interface MemberState {
  /** The last known answer; it stays through a failure, because points that were shown are not gone. */
  readonly me: StorefrontMe | null;
  readonly failure: Failure | null;
}

export interface MemberSource {
  readonly state: MemberState;
  /** `anew`: after something was changed, when a look that began before it does not count. Two other askers at once share one request. */
  refresh: (anew?: boolean) => Promise<void>;
  /** Any other answer of the shop, by its path below the proxy. Rejects when it cannot be loaded. */
  read: (path: string) => Promise<unknown>;
  /** Returns the way to stop listening. */
  listen: (listener: () => void) => () => void;
}

const PATIENCE_MS = 10_000;

/** `language`: what names of rewards are in. */
export function createMemberSource(proxy: string, language: string): MemberSource {
  const listeners = new Set<() => void>();
  let state: MemberState = { me: null, failure: null };
  let underWay: Promise<void> | undefined;
  let lastText = '';

  function change(next: MemberState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  async function load(): Promise<void> {
    try {
      const text = await ask(`${proxy}/me?locale=${language}`);
      if (text === lastText && !state.failure) return;
      const me = readMe(text);
      lastText = text;
      change({ me, failure: null });
    } catch {
      change({ me: state.me, failure: navigator.onLine ? 'failed' : 'offline' });
    }
  }

  const refresh = (anew?: boolean): Promise<void> =>
    anew && underWay ? underWay.then(() => refresh()) : (underWay ??= load().finally(() => (underWay = undefined)));

  return {
    get state() {
      return state;
    },
    refresh,
    read: async (path) => JSON.parse(await ask(`${proxy}/${path}`)) as unknown,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function ask(url: string): Promise<string> {
  const answer = await reach(url, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error('odd');
  return answer.text();
}

/** A password page or a captive portal answers 200 with something else: that must become an error, never a balance of nothing. */
function readMe(text: string): StorefrontMe {
  const me = JSON.parse(text) as Partial<StorefrontMe> | null;
  if (typeof me?.signedIn !== 'boolean' || typeof me.program !== 'object' || me.member === undefined) throw new Error('odd');
  return me as StorefrontMe;
}
