// Ten thousand lives on every core: every kind of command is accepted at least a thousand times, and ledger and accountant agree throughout.
import { expect, it } from 'vitest';
import { COMMAND_KINDS } from '../../src/loyalty/ledger/entry.ts';
import { runOnAllCores } from './cores.ts';
import { acceptedOf, added, tableOf } from './world/score.ts';

const sequences = 10_000;
const leastAccepted = 1_000;
/** The same lives every time, so that a red run is somebody's change; `npm run soak` looks at ever new ones. */
const SEED = 20_261_122;

it('ledger and accountant agree in ten thousand random lives of every command', { timeout: 600_000 }, async () => {
  const outcomes = await runOnAllCores(sequences, SEED);
  const counts = added(outcomes.map((each) => each.counts));
  const endedEarly = outcomes.reduce((sum, each) => sum + each.endedEarly, 0);
  process.stdout.write(`seeds ${outcomes.map(({ seed }) => seed).join(', ')}; ${endedEarly} lives ended early\n${tableOf(counts)}\n`);
  expect(outcomes.flatMap(({ failure }) => failure ?? [])).toEqual([]);
  expect(outcomes.reduce((sum, each) => sum + each.sequences, 0)).toBeGreaterThanOrEqual(sequences);
  const tooFew = COMMAND_KINDS.filter((kind) => acceptedOf(counts, kind) < leastAccepted);
  expect(tooFew, `accepted fewer than ${leastAccepted} times`).toEqual([]);
});
