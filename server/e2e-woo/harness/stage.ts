// What every file of scenarios begins with: a connected shop with a program in force, a browser, and our server behind the line.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { sampleTerms } from '../../tools/sample/terms.ts';
import { openBrowser } from '../../e2e/harness/browser.ts';
import type { LineState } from './line.ts';
import { complaintsOf, markOf } from './php-log.ts';
import { php } from './php.ts';
import type { Running, StoreFacts } from './store-facts.ts';
import { Truth } from './truth.ts';

export interface Stage {
  readonly running: Running;
  readonly store: StoreFacts;
  readonly truth: Truth;
  readonly browser: Browser;
  /** The shop can or cannot reach the server. */
  line(state: LineState): Promise<void>;
}

const missing = !process.env['WOO_SRC'];

/** Each file may be run alone, and after any other: a shop that is not connected is, without anybody being seen doing it. */
async function connect(stage: Stage): Promise<void> {
  const connected = await php(stage.store, z.boolean(), 'return null !== Lasting_Connection::get();');
  if (connected) return;
  const [known] = await stage.truth.storesKnown();
  const line = await stage.truth.invitation(known?.storeId);
  const said = await php(
    stage.store,
    z.string(),
    `$done = Lasting_Setup::connect($given, false); return true === $done ? 'connected' : $done->get_error_code();`,
    line,
  );
  if (said !== 'connected') throw new Error(`the shop could not be connected: ${said}`);
}

/** Ten points for every euro, and things to spend them on. */
export async function programInForce({ truth }: Stage): Promise<void> {
  const { rewards } = z
    .object({ rewards: z.array(z.unknown()) })
    .parse(((await truth.ask('GET', '/admin/api/program/state')) as { terms: unknown }).terms);
  if (rewards.length > 0) return;
  await truth.publish(sampleTerms);
  await truth.speaksAllLanguages();
}

async function openStage(connected: boolean): Promise<Stage> {
  const running = inject('woo');
  const browser = await openBrowser();
  const stage: Stage = {
    running,
    store: running.store,
    truth: new Truth(running),
    browser,
    async line(state) {
      const { ok } = await fetch(`${running.control}/${state}`, { method: 'POST' });
      if (!ok) throw new Error(`the line cannot be ${state}`);
    },
  };
  await stage.line('answers');
  if (!connected) await php(stage.store, z.null(), 'Lasting_Setup::forget();');
  if (connected) {
    await connect(stage);
    await programInForce(stage);
  }
  return stage;
}

/**
 * One file of scenarios: skipped by name without prepared sources; and at its end every balance is proved again, and PHP has
 * complained about nothing of ours.
 */
export function story(title: string, tell: (stage: () => Stage) => void, { connected = true } = {}): void {
  describe.skipIf(missing)(title, () => {
    let stage: Stage | null = null;
    let mark = 0;
    const here = (): Stage => {
      if (stage === null) throw new Error('the stage is not open');
      return stage;
    };
    beforeAll(async () => {
      stage = await openStage(connected);
      mark = markOf(stage.store);
    });
    afterAll(async () => {
      await stage?.line('answers');
      await stage?.browser.close();
    });
    // A scenario that failed while the line was cut must not fail the next one.
    afterEach(() => here().line('answers'));
    tell(here);
    test(`every balance is proved again, and PHP complained about nothing of ours`, async () => {
      await here().line('answers');
      expect(await here().truth.wrongInLedger()).toEqual([]);
      expect(complaintsOf(here().store, mark)).toEqual([]);
    });
  });
}
