// One side of one case: opens it when told which, then prepares and runs rounds as it is asked.
import { z } from 'zod';
import type { Context, Sample, Side } from '../cases/bench-case.ts';
import { CASES } from '../cases/index.ts';
import { answerParent, ownCpuMicros } from './child.ts';

const messageSchema = z.union([
  z.object({ do: z.literal('open'), name: z.string(), side: z.enum(['subject', 'baseline']), context: z.custom<Context>() }),
  z.object({ do: z.enum(['prepare', 'run']), round: z.number() }),
]);

let opened: Side | null = null;

async function open(name: string, side: 'subject' | 'baseline', context: Context): Promise<void> {
  const make = CASES.find((each) => each.name === name)?.[side];
  if (make == null) throw new Error(`no ${side} of ${name}`);
  opened = await make(context);
}

async function costed(side: Side, round: number): Promise<Sample & { cpuMicros: number }> {
  const used = async (): Promise<number> => (side.cpuMicros === undefined ? ownCpuMicros() : side.cpuMicros());
  const before = await used();
  const sample = await side.run(round);
  return { ...sample, cpuMicros: (await used()) - before };
}

async function answer(heard: unknown): Promise<unknown> {
  const message = messageSchema.parse(heard);
  if (message.do === 'open') return open(message.name, message.side, message.context);
  if (opened === null) throw new Error('nothing is open');
  return message.do === 'run' ? costed(opened, message.round) : opened.prepare(message.round);
}

answerParent(answer, async () => opened?.close());
