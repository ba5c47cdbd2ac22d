// Runs one case: both sides in processes of their own, round by round in turns, so that whatever else the machine does meets both alike.
import { z } from 'zod';
import type { BenchCase, Context, Costed } from './cases/bench-case.ts';
import type { Engine } from './database.ts';
import { Child } from './process/child.ts';
import { caseResult, type CaseResult } from './result.ts';

const time = z.number().nullable();
const sometimes = { serverP95Ms: z.number().optional(), peakMiB: z.number().optional(), earlyMiB: z.number().optional() };
const sampleSchema = z.object({
  operations: z.number(),
  seconds: z.number(),
  p50Ms: time,
  p99Ms: time,
  cpuMicros: z.number(),
  ...sometimes,
});
type SideName = 'subject' | 'baseline';

class Runner {
  readonly samples: Costed[] = [];
  readonly #child: Child;
  readonly #engine: Engine;
  readonly #all: boolean;

  constructor(name: string, engine: Engine, all: boolean) {
    this.#engine = engine;
    this.#all = all;
    this.#child = new Child(new URL('process/side-process.ts', import.meta.url), name);
  }

  async open(name: string, side: SideName, context: Context): Promise<void> {
    await this.#child.ask({ do: 'open', name, side, context });
  }

  async round(round: number): Promise<void> {
    await this.#child.ask({ do: 'prepare', round });
    const before = this.#engine.cpuMicros();
    const sample = sampleSchema.parse(await this.#child.ask({ do: 'run', round }));
    const after = this.#engine.cpuMicros();
    const engineCpuMicros = before === null || after === null ? null : after - before;
    if (this.#all || round > 0) this.samples.push({ ...sample, engineCpuMicros });
  }

  close(): Promise<void> {
    return this.#child.close();
  }
}

/** The first round warms up; the subject goes first in it, because the baseline copies what it wrote. */
export async function runCase(
  bench: BenchCase,
  engine: Engine,
  context: Context,
  open: Set<{ close(): Promise<void> }>,
): Promise<CaseResult> {
  const names: readonly SideName[] = bench.baseline === null ? ['subject'] : ['subject', 'baseline'];
  const runners = names.map((side) => new Runner(`${bench.name} ${side}`, engine, bench.once === true));
  for (const runner of runners) open.add(runner);
  try {
    for (const [index, side] of names.entries()) await runners[index]?.open(bench.name, side, context);
    for (let round = 0; round <= (bench.once === true ? 0 : context.scale.rounds); round += 1) {
      const turn = round % 2 === 0 ? runners : runners.toReversed();
      for (const runner of turn) await runner.round(round);
    }
    return caseResult(bench, runners[0]?.samples ?? [], runners[1]?.samples ?? []);
  } finally {
    for (const runner of runners) await runner.close();
    for (const runner of runners) open.delete(runner);
  }
}
