import { Option, type Command } from 'commander';
import type { InboxItem } from '../../inbox/inbox-store.ts';
import type { BuiltCore } from '../../wiring.ts';
import { answer, type OutputOptions } from '../answer.ts';
import { withCore } from '../open-core.ts';
import { CliProblem } from '../problem.ts';
import { storeNamed } from '../store-named.ts';

interface ListOptions extends OutputOptions {
  readonly store: string;
  readonly state?: InboxItem['state'];
  readonly limit: string;
}
interface ReplayOptions extends OutputOptions {
  readonly store: string;
  readonly allDead?: boolean;
}

const isoOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function shown({ itemId, topic, state, attempts, receivedAt, doneAt, reason }: InboxItem): object {
  return { itemId, topic, state, attempts, receivedAt: isoOrNull(receivedAt), doneAt: isoOrNull(doneAt), reason };
}

async function list(core: BuiltCore, options: ListOptions): Promise<object> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) throw new CliProblem('--limit must be a number from 1 to 1000');
  const store = await storeNamed(core, options.store);
  const [summary, page] = await Promise.all([
    core.inbox.summary(store.storeId, core.clock()),
    core.inbox.list(store.storeId, options.state ?? null, null, limit),
  ]);
  return { ...summary, lastReceivedAt: isoOrNull(summary.lastReceivedAt), items: page.items.map(shown) };
}

/** Replayed items are worked on at once, so that the answer means something also when nothing else runs. */
async function replay(core: BuiltCore, itemId: string | undefined, options: ReplayOptions): Promise<object> {
  if ((itemId === undefined) === (options.allDead !== true)) throw new CliProblem('name one item, or give --all-dead');
  const store = await storeNamed(core, options.store);
  const replayed = await core.inbox.replay(store.storeId, itemId ?? null, core.clock());
  if (itemId !== undefined && replayed === 0) throw new CliProblem(`there is no finished or dead item ${itemId} in this store`);
  while ((await core.drain.once()) > 0);
  const { dead } = await core.inbox.summary(store.storeId, core.clock());
  return { replayed, dead };
}

export function addInboxCommands(lasting: Command): void {
  const inbox = lasting.command('inbox').description('deliveries and requests: waiting, done, ignored, dead');
  inbox
    .command('list')
    .description('counts, and the newest items')
    .requiredOption('--store <id>', 'the store (see: stores list)')
    .addOption(new Option('--state <state>', 'only these').choices(['new', 'done', 'ignored', 'dead']))
    .option('--limit <n>', 'how many items', '25')
    .option('--json', 'print one JSON value')
    .action(async (options: ListOptions) => {
      answer(await withCore((core) => list(core, options)), options);
    });
  inbox
    .command('replay [item]')
    .description('puts one item, or every dead one, back to work')
    .requiredOption('--store <id>', 'the store (see: stores list)')
    .option('--all-dead', 'every dead letter of the store')
    .option('--json', 'print one JSON value')
    .action(async (item: string | undefined, options: ReplayOptions) => {
      answer(await withCore((core) => replay(core, item, options)), options);
    });
}
