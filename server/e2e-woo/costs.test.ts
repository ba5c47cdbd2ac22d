// What the plugin costs: printed, because a machine is fast or slow. Only that no page waits for another machine is asserted.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { arrives } from './harness/person.ts';
import { costs, leftFromPages } from './harness/probe-log.ts';
import { hasAccount, patience, putsInCart, signsIn } from './harness/shopper.ts';
import { story } from './harness/stage.ts';
import type { StoreFacts } from './harness/store-facts.ts';

const ROUNDS = 5;
const KB = 1024;

interface Seen {
  readonly html: string;
  readonly queries: number;
  readonly ms: number;
}

const median = (all: number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;
const gzip = (text: string | Buffer): number => gzipSync(text).byteLength;

async function look(store: StoreFacts, address: string, cookie: string, without: boolean): Promise<Seen> {
  const id = crypto.randomUUID();
  const headers = { cookie, 'x-probe-measure': id, ...(without ? { 'x-probe-without': '1' } : {}) };
  const answer = await fetch(address, { headers });
  const html = await answer.text();
  if (!answer.ok) throw new Error(`${address} was answered ${answer.status}`);
  // It is noted after the last byte has left.
  for (let tries = 0; tries < 50; tries += 1) {
    const found = costs(store).find((one) => one.id === id);
    if (found !== undefined) return { html, queries: found.queries, ms: found.ms };
    await new Promise((next) => setTimeout(next, 20));
  }
  throw new Error(`nothing was noted about ${address}`);
}

/** Scripts and styles that a page names. */
function assets(html: string): Set<string> {
  const found = [...html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)=["']([^"']+\.(?:js|css)[^"']*)["']/gu)];
  return new Set(found.map(([, address = '']) => address.replaceAll('&#038;', '&')));
}

/** What a visitor's browser has to fetch more, compressed as servers do. */
async function weight(withUs: string, without: string, base: string): Promise<{ bytes: number; files: string[] }> {
  const [more, fewer] = [assets(withUs), assets(without)];
  const added = [...more].filter((address) => !fewer.has(address));
  const sizes = await Promise.all(
    added.map(async (address) => gzip(Buffer.from(await (await fetch(new URL(address, base))).arrayBuffer()))),
  );
  const files = added.map((address, index) => `${new URL(address, base).pathname.split('/').slice(-2).join('/')} ${sizes[index]} B`);
  return { bytes: gzip(withUs) - gzip(without) + sizes.reduce((sum, size) => sum + size, 0), files };
}

story('what the plugin costs', (stage) => {
  test('queries, time and weight are printed for the pages of the shop', { timeout: 600_000 }, async () => {
    const { store } = stage();
    const { page, context } = await arrives(stage());
    await putsInCart(page, stage(), { MUG: 2 });
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const pages = { shop: store.pages.shop, product: `${store.url}/?p=${store.products.MUG}`, cart: store.pages.cart, checkout: store.pages.checkout, 'classic checkout': store.pages.classicCheckout }; // prettier-ignore
    for (const [name, address] of Object.entries(pages)) {
      const [withUs, without]: [Seen[], Seen[]] = [[], []];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const pair = [await look(store, address, cookie, false), await look(store, address, cookie, true)] as const;
        // The first pair meets cold caches.
        if (round === 0) continue;
        withUs.push(pair[0]);
        without.push(pair[1]);
      }
      const queries = median(withUs.map((one) => one.queries)) - median(without.map((one) => one.queries));
      const ms = median(withUs.map((one, index) => one.ms - (without[index]?.ms ?? Number.NaN)));
      const { bytes, files } = await weight(withUs[0]?.html ?? '', without[0]?.html ?? '', store.url);
      console.log(`${name}: ${queries} queries more (of ${median(withUs.map((one) => one.queries))}), ${ms.toFixed(1)} ms of the processor more (of ${median(withUs.map((one) => one.ms)).toFixed(0)}), ${(bytes / KB).toFixed(2)} KB more, compressed${files.length > 0 ? `: ${files.join(', ')}` : ''}`); // prettier-ignore
      expect(withUs).toHaveLength(ROUNDS);
    }
    await context.close();
  });

  test('no page of the shop waits for our server, for visitors and for members', async () => {
    const { store, running } = stage();
    const mark = leftFromPages(store).length;
    const sara = await hasAccount(stage(), 'looking');
    const { page, context } = await arrives(stage());
    const everywhere = async (): Promise<void> => {
      await putsInCart(page, stage(), { MUG: 1 });
      for (const address of [...Object.values(store.pages), `${store.url}/?p=${store.products.TEE}`]) {
        await page.goto(address, patience);
        await page.waitForTimeout(500);
      }
    };
    await everywhere();
    await signsIn(page, stage(), sara);
    await everywhere();
    const left = leftFromPages(store).slice(mark);
    expect(left.filter(({ url }) => url.startsWith(running.server))).toEqual([]);
    await context.close();
  });
});
