// `npm run soak [minutes]`: random lives until stopped, or for so many minutes. A difference ends it, told step by step with its seed.
import { randomSeed } from './run.ts';
import { runOnAllCores } from './cores.ts';
import { added, tableOf, type Counts } from './world/score.ts';

const batch = 2_000;
const minutes = Number(process.argv[2] ?? Infinity);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

if (!(minutes > 0)) {
  say('usage: npm run soak [minutes]');
  process.exit(2);
}

const started = Date.now();
let counts: Counts = {};
let sequences = 0;
while (Date.now() - started < minutes * 60_000) {
  const outcomes = await runOnAllCores(batch, randomSeed());
  counts = added([counts, ...outcomes.map((each) => each.counts)]);
  sequences += outcomes.reduce((sum, each) => sum + each.sequences, 0);
  say(`${Math.round((Date.now() - started) / 1_000)} s: ${sequences} lives, seeds ${outcomes.map(({ seed }) => seed).join(', ')}`);
  const failures = outcomes.flatMap(({ failure }) => failure ?? []);
  if (failures.length === 0) continue;
  say(failures.join('\n\n'));
  process.exitCode = 1;
  break;
}
say(tableOf(counts));
