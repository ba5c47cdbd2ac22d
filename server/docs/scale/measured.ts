// What was measured, read from measured.json and checked. `simulate.ts --bench FILE` takes new costs from what `npm run bench -- --json FILE`
// wrote, `simulate.ts --counted FILE` new counts from what measure.ts printed.
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const FILE = new URL('measured.json', import.meta.url);
const machine = z.object({ cores: z.number(), cpu: z.string(), memoryGiB: z.number(), node: z.string(), commit: z.string().nullable() });
const phase = z.object({ roundTrips: z.record(z.string(), z.number()) });
const kept = z.object({ bytes: z.number(), ofWhichBody: z.number(), indexes: z.number() });
const cost = z.object({ cpuMicros: z.number(), databaseCpuMicros: z.number() });

/** One order sent through the product while the driver was listened to: nothing here depends on how busy the machine was. */
const countedSchema = z.object({
  at: z.string(),
  engine: z.string(),
  machine,
  load: z.array(z.number()),
  orders: z.number(),
  givingPoints: phase,
  changingNothing: phase,
  documents: z.object({ inbox: kept, members: kept, orders: kept, entries: kept, balances: kept }),
  entryBytesByOpenLots: z.record(z.string(), z.number()),
});

/** CPU time of one operation by the bench: of our process, and of the embedded database's. */
const benchSchema = z.object({
  at: z.string(),
  engine: z.string(),
  machine,
  load: z.array(z.number()),
  /** One delivery through the HTTP door. */
  accept: cost,
  /** One paid order, from inbox to points. */
  work: cost,
  /** One entry proved. */
  verify: cost,
});

const measuredSchema = z.object({ bench: benchSchema, counted: countedSchema });
export type Measured = z.infer<typeof measuredSchema>;

const side = z.object({ cpuMicros: z.number(), engineCpuMicros: z.number().nullable() });
const reportSchema = z.object({
  startedAt: z.string(),
  engine: z.string(),
  machine,
  loadBefore: z.array(z.number()),
  cases: z.array(z.object({ name: z.string(), subject: side })),
});

export function readMeasured(): Measured {
  return measuredSchema.parse(JSON.parse(readFileSync(FILE, 'utf8')));
}

/** The part of measured.json that comes from a bench's report. @throws when a case is missing. */
export function fromBench(report: unknown): Measured['bench'] {
  const { startedAt, engine, machine: where, loadBefore, cases } = reportSchema.parse(report);
  const costOf = (name: string): z.infer<typeof cost> => {
    const found = cases.find((each) => each.name === name);
    if (found === undefined) throw new Error(`the bench's report has no case ${name}`);
    const { cpuMicros, engineCpuMicros } = found.subject;
    if (engineCpuMicros === null) throw new Error('the database did not say what it cost: run the bench on the embedded one');
    return { cpuMicros: Math.round(cpuMicros), databaseCpuMicros: Math.round(engineCpuMicros) };
  };
  const costs = { accept: costOf('ingest-http'), work: costOf('drain'), verify: costOf('verify') };
  return { at: startedAt, engine, machine: where, load: loadBefore, ...costs };
}

export function refresh(benchFile: string | undefined, countedFile: string | undefined): void {
  const known: Partial<Measured> = JSON.parse(readFileSync(FILE, 'utf8')) as Partial<Measured>;
  const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  const bench = benchFile === undefined ? known.bench : fromBench(read(benchFile));
  const counted = countedFile === undefined ? known.counted : countedSchema.parse(read(countedFile));
  writeFileSync(FILE, `${JSON.stringify(measuredSchema.parse({ bench, counted }), null, 2)}\n`);
}
