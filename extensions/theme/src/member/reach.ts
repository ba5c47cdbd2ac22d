// How these scripts reach the server: on the shop's own host, whose proxy says who asks. Where a shop has no such proxy, its build puts another module here.

export const reach = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);

/** Nobody waits for it, and it arrives though the page may be left. */
export function tell(url: string, said: object): void {
  const body = JSON.stringify(said);
  const navigate = navigator as Partial<Navigator>;
  if (navigate.sendBeacon?.call(navigator, url, new Blob([body], { type: 'application/json' })) === true) return;
  const told = fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, keepalive: true });
  told.catch(() => undefined);
}
