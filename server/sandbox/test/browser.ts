/** A browser of one page at a time: follows no redirect by itself, keeps cookies. */
export function browser(url: string) {
  const cookies = new Map<string, string>();
  const jarOf = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  async function open(path: string, form?: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    const answer = await fetch(url + path, {
      redirect: 'manual',
      headers: { cookie: jarOf(), ...headers },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const one of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (one.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    return answer;
  }
  /** A script of the page sends JSON. */
  async function json(path: string, body: object): Promise<unknown> {
    const headers = { cookie: jarOf(), 'content-type': 'application/json' };
    return (await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  }
  return { open, json, text: async (path: string) => (await open(path)).text(), cookies: jarOf };
}

export const ADDRESS = { firstName: 'Anna', lastName: 'Baker', address1: 'Harbour 1', city: 'Hamburg', zip: '20457', country: 'DE' };

export type Browser = ReturnType<typeof browser>;

/** Signs in as people do: a code is sent, and read in the mailbox. */
export async function signIn(shopper: Browser, email: string): Promise<void> {
  await shopper.open('/account/login', { email });
  const code = /Use the code (\d{6})/.exec(await shopper.text('/mailbox'))?.[1] ?? '';
  await shopper.open('/account/code', { code });
}
