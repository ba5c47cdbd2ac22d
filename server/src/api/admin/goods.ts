// What the store sells, asked from the store itself while somebody types. A store that cannot be asked is said, with the reason; ids can still be typed.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import type { GoodsKind, GoodsWish } from '../../platforms/platform.ts';
import { within } from '../within.ts';
import type { AdminCall } from './call.ts';
import { ownStore } from './store.ts';

/** Somebody is typing. */
const STORE_ANSWERS_WITHIN_MS = 4_000;

function wishOf(call: AdminCall): GoodsWish {
  const { search, ids } = call.query(ADMIN_ENDPOINTS.storeProducts.query);
  return ids === undefined ? { search: search ?? '' } : { ids: ids.split(',') };
}

async function goods(call: AdminCall, kind: GoodsKind): Promise<admin.Goods> {
  const wish = wishOf(call);
  const store = await ownStore(call);
  const line = call.services.connect(store);
  if (line === null) return { items: [], reason: 'no-credentials' };
  try {
    return { items: [...(await within(STORE_ANSWERS_WITHIN_MS, line.findGoods(kind, wish)))], reason: null };
  } catch (error) {
    call.services.log.warn({ err: error, storeId: store.storeId }, `the store could not be asked for its ${kind}`);
    return { items: [], reason: error instanceof Error && error.name === 'StoreRefused' ? 'refused' : 'unreachable' };
  }
}

export const storeProducts = (call: AdminCall): Promise<admin.Goods> => goods(call, 'products');
export const storeCollections = (call: AdminCall): Promise<admin.Goods> => goods(call, 'collections');
