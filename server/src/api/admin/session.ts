import type { admin } from '../../contract/index.ts';
import type { AdminCall } from './call.ts';
import { ownStore } from './store.ts';

export async function session(call: AdminCall): Promise<admin.Session> {
  const { storeId, name, platform, domain, currency, timeZone } = await ownStore(call);
  const { userId, name: userName, role, locale } = call.who;
  const { simUrl } = call.services.env.shopify;
  return {
    store: { id: storeId, name, platform, domain, currency, timeZone },
    user: { id: userId, name: userName, role, locale },
    sandbox: simUrl === null ? null : { shopUrl: simUrl },
  };
}
