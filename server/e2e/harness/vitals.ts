// How fast a page feels, as the browser itself measures it (Core Web Vitals), on a processor that is slowed down.
import type { Browser, Page } from 'playwright-core';
import { newPerson } from './browser.ts';

export interface Vitals {
  /** Until the largest thing of the page is painted. */
  readonly lcpMs: number;
  /** The slowest answer to a person's press. */
  readonly inpMs: number;
  readonly loadMs: number;
  readonly scriptKb: number;
}

export interface Resource {
  readonly name: string;
  readonly from: number;
  readonly until: number;
}

/** Runs in the page, before everything else of it. */
function listen(): void {
  const seen = { lcp: 0, inp: 0 };
  Object.assign(globalThis, { vitals: seen });
  const watch = (type: string, more: object, note: (entry: PerformanceEventTiming) => void): void => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach((entry) => note(entry as PerformanceEventTiming)));
    observer.observe({ type, buffered: true, ...more });
  };
  watch('largest-contentful-paint', {}, ({ startTime }) => (seen.lcp = startTime));
  watch('event', { durationThreshold: 16 }, ({ interactionId, duration }) => {
    if (interactionId > 0) seen.inp = Math.max(seen.inp, duration);
  });
}

const vitalsOf = (page: Page): Promise<{ lcp: number; inp: number; load: number; scripts: number }> =>
  page.evaluate(() => {
    const { vitals } = globalThis as unknown as { vitals: { lcp: number; inp: number } };
    const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const scripts = files.filter(({ name }) => name.endsWith('.js')).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    return { ...vitals, load: visit?.loadEventEnd ?? 0, scripts };
  });

/** What the page fetched and when, in milliseconds since it was asked for. */
export const waterfall = (page: Page): Promise<Resource[]> =>
  page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(({ name, startTime, responseEnd }) => ({
      name: new URL(name).pathname,
      from: Math.round(startTime),
      until: Math.round(responseEnd),
    })),
  );

export interface Visit {
  readonly slowedBy: number;
  readonly open: (page: Page) => Promise<void>;
  readonly use: (page: Page) => Promise<void>;
}

/** A first visit: nothing is in any cache. */
export async function measureVisit(browser: Browser, { slowedBy, open, use }: Visit): Promise<Vitals & { readonly files: Resource[] }> {
  const { page, context } = await newPerson(browser);
  await page.addInitScript(listen);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowedBy });
  await open(page);
  // No later paint counts once somebody has pressed something.
  await page.waitForTimeout(1_000);
  const files = await waterfall(page);
  await use(page);
  await page.waitForTimeout(300);
  const { lcp, inp, load, scripts } = await vitalsOf(page);
  await context.close();
  return { lcpMs: Math.round(lcp), inpMs: Math.round(inp), loadMs: Math.round(load), scriptKb: Math.round(scripts / 1_000), files };
}
