import { notFound } from '../http-problem.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import type { Place } from '../../programs/program-desk.ts';
import type { AdminCall } from './call.ts';

/** The caller's own store. It may have left since the token was made. */
export async function ownStore({ services, who }: AdminCall): Promise<StoreRecord> {
  const store = await services.stores.get(who.storeId);
  if (store === null) throw notFound();
  return store;
}

/** The caller's own store, as far as programs are made for it. */
export async function ownPlace(call: AdminCall): Promise<Place> {
  const { storeId, currency, timeZone, platform } = await ownStore(call);
  return { storeId, currency, timeZone, cannotGive: call.services.platforms[platform].cannotGive ?? [] };
}
