// Somebody arrives by a friend's link: it is kept in WooCommerce's own session, so without a cookie of ours. Kept once: what is kept leaves the address, and a
// copied one names nobody.
declare const lastingArrival: { readonly keep: string };

/** The link's code, and the way it was sent: whatever else stands there came from nowhere of ours. */
const REFERENCE = /^[A-Z0-9][A-Z0-9-]{1,38}[A-Z0-9](;[a-z]{1,16})?$/i;

async function keep(ref: string): Promise<void> {
  const headers = { 'X-Requested-With': 'lasting' };
  const kept = await fetch(lastingArrival.keep, { method: 'POST', headers, body: new URLSearchParams({ ref }) }).catch(() => null);
  if (kept?.ok !== true) return;
  const url = new URL(location.href);
  url.searchParams.delete('lasting_ref');
  history.replaceState(history.state, '', url);
}

const reference = new URLSearchParams(location.search).get('lasting_ref');
if (reference !== null && REFERENCE.test(reference)) void keep(reference);
