// Stands in the place of the theme's `member/reach.ts`: the shop has no proxy, so the server is asked by its own name and with a token.
import { heldOf } from './chosen.ts';
import { passage } from './passage.ts';

const ME = '/ext/me';

/** The server does not know what a cart has chosen and nobody has ordered yet: that is put to what it says. */
export async function reach(url: string, init: RequestInit): Promise<Response> {
  const answer = await passage().reach(url, init);
  if (!answer.ok || !url.startsWith(ME)) return answer;
  const choice = await passage().choice();
  if (choice === null) return answer;
  const me = (await answer.json()) as { readonly held?: readonly unknown[] };
  return new Response(JSON.stringify({ ...me, held: [heldOf(choice), ...(me.held ?? [])] }));
}

/** Nobody waits for it, and it arrives though the page may be left. A beacon could not say who sends it. */
export function tell(url: string, said: object): void {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(said), keepalive: true };
  passage()
    .reach(url, init)
    .catch(() => undefined);
}
