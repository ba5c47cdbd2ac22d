// Deliveries as a store sends them: a recorded paid order, with other numbers and another customer, signed again.
import { RECORDED_SECRET, recordings, signedAgain } from '../../test/recorded/woocommerce/replay.ts';
import type { Recording } from '../../test/recorded/woocommerce/replay.ts';
import { storeId, type StoreId } from '../../src/loyalty/ids.ts';
import { installStore } from '../../src/stores/install-store.ts';
import type { StoreRecords } from '../../src/stores/store-record.ts';

const RECORDED = '15-order-paid-order-updated.json';
const ORDER_ID = 26;
const CUSTOMER_ID = 2;

function recordedOrder(): Recording {
  const found = recordings().find(({ file }) => file === RECORDED);
  if (found === undefined) throw new Error(`the recording ${RECORDED} is missing`);
  return found;
}

export type Deliver = (order: number, customer: number) => Recording;

/** Order and customer numbers take the place of the recorded ones everywhere they stand. */
export function deliveries(): Deliver {
  const recorded = recordedOrder();
  const text = recorded.body.toString('utf8');
  return (order, customer) => {
    const ordered = text
      .replace(`"id":${ORDER_ID},"parent_id"`, `"id":${order},"parent_id"`)
      .replace(`"number":"${ORDER_ID}"`, `"number":"${order}"`);
    const named = ordered.replace(`"customer_id":${CUSTOMER_ID},`, `"customer_id":${customer},`);
    return signedAgain(recorded, Buffer.from(named.replaceAll('alice@example.test', `member-${customer}@example.test`)));
  };
}

/** The bytes of one POST, so that the sender costs the machine as little as a store on another machine would. */
export function requestOf({ headers, body }: Recording, store: StoreId): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST /webhooks/woocommerce/${store} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: ${body.length}\r\n${lines.join('')}\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

export const BENCH_STORE = storeId('bench-store');

/** A store without credentials: it cannot be asked, so what is measured is our own work. */
export async function addBenchStore(records: StoreRecords): Promise<void> {
  const place = { name: 'Bench', domain: 'bench.example', url: 'https://bench.example', currency: 'EUR', timeZone: 'Europe/Berlin' };
  const secrets = { webhookSecret: RECORDED_SECRET, credentials: null };
  await installStore(records, { storeId: BENCH_STORE, platform: 'woocommerce', ...place, startsAt: 0, ...secrets }, Date.now());
}
