import { Option, type Command } from 'commander';
import type { EffectView } from '../../outbox/outbox-store.ts';
import type { BuiltCore } from '../../wiring.ts';
import { answer, type OutputOptions } from '../answer.ts';
import { withCore } from '../open-core.ts';
import { CliProblem } from '../problem.ts';
import { storeNamed } from '../store-named.ts';

interface ListOptions extends OutputOptions {
  readonly store: string;
  readonly state: EffectView['state'];
  readonly limit: string;
}
interface ReplayOptions extends OutputOptions {
  readonly store: string;
  readonly allDead?: boolean;
}

const isoOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function shown({ effectId, kind, state, attempts, createdAt, dueAt, doneAt, reason, unclear }: EffectView): object {
  const times = { createdAt: isoOrNull(createdAt), dueAt: state === 'new' ? isoOrNull(dueAt) : null, doneAt: isoOrNull(doneAt) };
  return { effectId, kind, state, attempts, ...times, reason, unclear };
}

async function list(core: BuiltCore, options: ListOptions): Promise<object> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) throw new CliProblem('--limit must be a number from 1 to 1000');
  const store = await storeNamed(core, options.store);
  const [{ oldestDueAt, ...counts }, page] = await Promise.all([
    core.outbox.counts(store.storeId, core.clock()),
    core.outbox.list(store.storeId, options.state, null, limit),
  ]);
  return { ...counts, oldestDueAt: isoOrNull(oldestDueAt), effects: page.effects.map(shown) };
}

/** Tried at once, so that the answer means something also when nothing else runs. */
async function replay(core: BuiltCore, effectId: string | undefined, options: ReplayOptions): Promise<object> {
  if ((effectId === undefined) === (options.allDead !== true)) throw new CliProblem('name one effect, or give --all-dead');
  const store = await storeNamed(core, options.store);
  const replayed = await core.effects.replay(store.storeId, effectId === undefined ? 'all-dead' : [effectId]);
  if (effectId !== undefined && replayed === 0) throw new CliProblem(`there is no dead effect ${effectId} in this store`);
  while ((await core.performer.once()) > 0);
  while ((await core.drain.once()) > 0);
  const { dead, waiting } = await core.outbox.counts(store.storeId, core.clock());
  return { replayed, waiting, dead };
}

export function addOutboxCommands(lasting: Command): void {
  const outbox = lasting.command('outbox').description('what is done in stores: waiting, done, dead');
  outbox
    .command('list')
    .description('counts, and what was due last')
    .requiredOption('--store <id>', 'the store (see: stores list)')
    .addOption(new Option('--state <state>', 'which ones').choices(['new', 'done', 'dead']).default('dead'))
    .option('--limit <n>', 'how many', '25')
    .option('--json', 'print one JSON value')
    .action(async (options: ListOptions) => {
      answer(await withCore((core) => list(core, options)), options);
    });
  outbox
    .command('replay [effect]')
    .description('tries a dead effect again: one by name (also an unclear one: look in the store first), or all that are not unclear')
    .requiredOption('--store <id>', 'the store (see: stores list)')
    .option('--all-dead', 'everything dead of the store that is not unclear')
    .option('--json', 'print one JSON value')
    .action(async (effect: string | undefined, options: ReplayOptions) => {
      answer(await withCore((core) => replay(core, effect, options)), options);
    });
}
