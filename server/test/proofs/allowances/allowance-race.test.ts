// Two hundred at once on a stock of ten, with processes that die between taking a share and writing the member's entry.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aProofDatabase, type ProofDatabase } from '../process/database-process.ts';
import { PATIENT, say } from '../process/runner.ts';
import { sellOut } from './stock.ts';

let database: ProofDatabase;
beforeEach(async () => {
  database = await aProofDatabase();
});
afterEach(async () => {
  await database.close();
});

it.each([
  { sweeping: false, how: 'a sweep comes afterwards' },
  { sweeping: true, how: 'a sweep never rests' },
])(
  'two hundred who ask for ten pieces get exactly ten, when processes are killed with a share in their hands and $how',
  PATIENT,
  async ({ sweeping }) => {
    const { wrong, ...numbers } = await sellOut(database, { asking: 200, stock: 10, processes: 4, killed: 2, sweeping });
    say(`200 on a stock of 10, sweeping ${String(sweeping)}`, numbers);
    expect(wrong).toEqual([]);
    expect([numbers.granted, numbers.kills]).toEqual([10, 2]);
  },
);
