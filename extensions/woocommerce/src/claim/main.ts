// The link in a mail to somebody who bought as a guest leads here, with its token behind the "#", which no server sees. It waits in this tab until somebody is
// signed in, by whichever form of the shop, and is brought to the server then.
import type { LanguageTag } from '../../../theme/src/language/language.ts';
import { languageOf } from '../../../theme/src/language/language.ts';
import en from './words/en.json' with { type: 'json' };
import fa from './words/fa.json' with { type: 'json' };
import he from './words/he.json' with { type: 'json' };

declare const lastingClaim: { readonly signedIn: boolean; readonly server: string; readonly token: string; readonly locale: string };

type Words = typeof en;
const WORDS: Readonly<Record<LanguageTag, Words>> = { en, fa, he };
const KEPT = 'lasting-claim';
const LINK = /^#lasting-claim=([\w-]+\.[\w-]+\.[\w-]+)$/;
/** The shop usually tells of a new account within a minute. */
const TRIES = 12;
const WAIT_MS = 5_000;

/** Some browsers keep nothing: then the link is good on the page that it opened. */
function keep(token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, token);
  } catch {
    // Nothing to keep it in.
  }
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** From the address, which then names nobody's token any more; else what waits in this tab. */
function tokenHere(): string | null {
  const [, fresh] = LINK.exec(location.hash) ?? [];
  if (fresh === undefined) return kept();
  history.replaceState(history.state, '', location.pathname + location.search);
  keep(fresh);
  return fresh;
}

function sayer(): (words: string) => void {
  const line = document.createElement('p');
  line.className = 'woocommerce-info lasting-claim';
  line.setAttribute('role', 'status');
  (document.querySelector('.woocommerce') ?? document.querySelector('main') ?? document.body).prepend(line);
  return (words) => {
    line.textContent = words;
  };
}

type State = 'claimed' | 'on-its-way' | 'not-yours';
const isState = (value: unknown): value is State => value === 'claimed' || value === 'on-its-way' || value === 'not-yours';

/** Null: it could not be asked. */
async function claim(token: string): Promise<State | null> {
  try {
    const who = (await (await fetch(lastingClaim.token, { cache: 'no-store' })).json()) as { readonly token: string };
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${who.token}` };
    const answer = await fetch(`${lastingClaim.server}/ext/claim`, { method: 'POST', headers, body: JSON.stringify({ token }) });
    const { state } = (await answer.json()) as { readonly state?: unknown };
    return isState(state) ? state : null;
  } catch {
    return null;
  }
}

async function bring(token: string, say: (words: string) => void, words: Words): Promise<void> {
  say(words.asking);
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const state = await claim(token);
    say(state === null ? words.failed : words[state]);
    if (state === 'claimed' || state === 'not-yours') keep(null);
    if (state !== 'on-its-way') return;
    await new Promise((done) => setTimeout(done, WAIT_MS));
  }
}

const token = tokenHere();
if (token !== null) {
  const words = WORDS[languageOf(lastingClaim.locale).tag];
  const say = sayer();
  if (lastingClaim.signedIn) void bring(token, say, words);
  else say(words.signIn);
}
