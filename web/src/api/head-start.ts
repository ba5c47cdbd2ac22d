// Asks the first questions while the rest of the page's script is still being read. Whoever asks them in earnest is given the same answer, once.
// Nothing here may import the contract or a component: that would be waiting for what this must not wait for.
import type { Host } from '../host/host.ts';

export function headStart(host: Pick<Host, 'token'>, send: typeof fetch, paths: readonly string[]): typeof fetch {
  async function ask(path: string): Promise<Response> {
    const headers = { Authorization: `Bearer ${await host.token({ renew: false })}`, Accept: 'application/json' };
    return send(path, { headers });
  }
  const asked = new Map(
    paths.map((path) => {
      const answer = ask(path);
      // Whoever asks in earnest asks again, and hears of it then.
      answer.catch(() => undefined);
      return [path, answer];
    }),
  );
  return (input, init) => {
    const known = typeof input === 'string' && init?.method === 'GET' ? asked.get(input) : undefined;
    if (known === undefined || typeof input !== 'string') return send(input, init);
    asked.delete(input);
    return known.catch(() => send(input, init));
  };
}
