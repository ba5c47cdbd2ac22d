import { describe, expect, it } from 'vitest';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import { storeId } from '../../src/loyalty/ids.ts';
import { PROGRAM_LEAD_MS, REMEMBER_MS, StoreDirectory } from '../../src/stores/directory.ts';

const STORE = storeId('store-of-this-test');
const START = Date.UTC(2026, 10, 21);

/** Where versions are kept, and a directory of another process that has read them at {@link START}. */
async function aDirectory() {
  const kept: Program[] = [defaultProgram('EUR')];
  const time = { now: START };
  let reads = 0;
  const records = {
    programs: () => {
      reads += 1;
      return Promise.resolve([...kept]);
    },
  };
  const directory = new StoreDirectory(records as never, () => time.now);
  await directory.programAt(STORE, START);
  return { kept, time, directory, reads: () => reads };
}

describe('a program version that comes into force', () => {
  it('does so later than any remembered list is used, also when clocks differ by a second', () => {
    expect(PROGRAM_LEAD_MS).toBeGreaterThan(REMEMBER_MS + 1_000);
  });

  it('judges the first order placed in its time, although the list was read just before it was published', async () => {
    const { kept, time, directory } = await aDirectory();
    const inForceFrom = START + 1 + PROGRAM_LEAD_MS;
    kept.push({ ...defaultProgram('EUR'), version: 2, inForceFrom });
    time.now = inForceFrom;
    expect((await directory.programAt(STORE, inForceFrom)).version).toBe(2);
    expect((await directory.programAt(STORE, inForceFrom - 1)).version).toBe(1);
  });

  it('is seen for an order that carries a later time than our clock does, because the list is read anew', async () => {
    const { kept, directory } = await aDirectory();
    const inForceFrom = START + 1 + PROGRAM_LEAD_MS;
    kept.push({ ...defaultProgram('EUR'), version: 2, inForceFrom });
    expect((await directory.programAt(STORE, inForceFrom)).version).toBe(2);
  });

  it('costs no reading while the remembered list can answer', async () => {
    const { time, directory, reads } = await aDirectory();
    time.now = START + REMEMBER_MS - 1;
    await directory.programAt(STORE, time.now);
    expect(reads()).toBe(1);
  });
});
