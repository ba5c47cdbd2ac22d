// The page on its own, outside any store's admin: signed in by the development login, which only the sandbox has.
import type { Locale } from '#contract/index.ts';
import { localeFrom, OpenFromStore, type Host } from './host.ts';

const CHOSEN = 'lasting.locale';
/** Asked for early, so that no call leaves with a token that expires on its way. */
const RENEW_BEFORE_MS = 30_000;

interface Login {
  readonly token: string;
  readonly expiresAtMs: number;
}

export interface StandaloneNeeds {
  readonly fetch: typeof fetch;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly now: () => number;
}

export function standaloneHost(needs: StandaloneNeeds): Host {
  let current: Promise<Login> | null = null;

  async function token({ renew }: { readonly renew: boolean }): Promise<string> {
    // Without a pause before the first login is noted: calls that begin together share it.
    if (!renew && current !== null) {
      const known = await current.catch(() => null);
      if (known && known.expiresAtMs - needs.now() > RENEW_BEFORE_MS) return known.token;
    }
    current = logIn(needs.fetch);
    return (await current).token;
  }

  return {
    kind: 'standalone',
    token,
    locale: localeFrom(needs.storage.getItem(CHOSEN)),
    chooseLocale: (locale: Locale) => needs.storage.setItem(CHOSEN, locale),
    toast: null,
    drawsMenu: false,
    saveBar: null,
    onNavigate: () => () => undefined,
  };
}

async function logIn(send: typeof fetch): Promise<Login> {
  const answer = await send('/admin/api/dev-login', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: '{}',
  });
  if (answer.status === 404) throw new OpenFromStore();
  if (!answer.ok) throw new Error(`the development login answered ${answer.status}`);
  return loginIn(await answer.json());
}

/** By hand: the contract's schemas are not read yet when somebody signs in. */
function loginIn(answer: unknown): Login {
  const { token, expiresAt } = Object(answer) as Record<string, unknown>;
  if (typeof token !== 'string' || typeof expiresAt !== 'string') throw new Error('the development login answered something else');
  return { token, expiresAtMs: Date.parse(expiresAt) };
}
