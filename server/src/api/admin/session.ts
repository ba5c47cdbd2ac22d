import { admin, type Locale } from '../../contract/index.ts';
import type { AdminCall } from './call.ts';
import { ownStore } from './store.ts';

/** The one a person chose counts on every device; until then what their token says. */
async function localeOf({ services, who }: AdminCall): Promise<Locale> {
  const chosen = admin.locale.safeParse(await services.staff.language(who.storeId, who.userId));
  return chosen.success ? chosen.data : who.locale;
}

export async function session(call: AdminCall): Promise<admin.Session> {
  const [{ storeId, name, platform, domain, currency, timeZone }, locale] = await Promise.all([ownStore(call), localeOf(call)]);
  const { userId, name: userName, role } = call.who;
  const { simUrl } = call.services.env.shopify;
  return {
    store: { id: storeId, name, platform, domain, currency, timeZone },
    user: { id: userId, name: userName, role, locale },
    sandbox: simUrl === null ? null : { shopUrl: simUrl },
  };
}
