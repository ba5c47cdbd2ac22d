import { Option, type Command } from 'commander';
import { orderNames } from '../../api/order-names.ts';
import { cancelReward } from '../../answer-requests.ts';
import { isRefused } from '../../loyalty/refusal.ts';
import type { Group, Redemption } from '../../redemptions/redemption.ts';
import type { BuiltCore } from '../../wiring.ts';
import { answer, type OutputOptions } from '../answer.ts';
import { withCore } from '../open-core.ts';
import { CliProblem } from '../problem.ts';
import { storeNamed } from '../store-named.ts';

interface RewardOptions extends OutputOptions {
  readonly store: string;
}
interface ListOptions extends RewardOptions {
  readonly state?: Group;
  readonly limit: string;
}

const GROUPS: readonly Group[] = ['open', 'used', 'returned', 'failed'];
const isoOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Never a code, and nothing that finds one again: an operator has no use for it. */
function shown({ reservationId, memberId, rewardId, points, stage, why, askedAt, endsAt }: Redemption): object {
  return { id: reservationId, memberId, rewardId, points, stage, why, askedAt: isoOrNull(askedAt), endsAt: isoOrNull(endsAt) };
}

async function list(core: BuiltCore, options: ListOptions): Promise<object> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) throw new CliProblem('--limit must be a number from 1 to 1000');
  const { storeId } = await storeNamed(core, options.store);
  const [open, page] = await Promise.all([
    core.redemptions.open(storeId),
    core.redemptions.list(storeId, options.state ?? null, null, limit),
  ]);
  return { open: open.count, pointsSetAside: open.points, rewards: page.redemptions.map(shown) };
}

async function known(core: BuiltCore, id: string, options: RewardOptions): Promise<Redemption> {
  const { storeId } = await storeNamed(core, options.store);
  const found = await core.redemptions.read(storeId, id);
  if (found === null) throw new CliProblem(`there is no reward ${id} in this store (see: rewards list)`);
  return found;
}

async function show(core: BuiltCore, id: string, options: RewardOptions): Promise<object> {
  const redemption = await known(core, id, options);
  const { storeId, orders, name, kind, amountMinor, currency, detail, programVersion } = redemption;
  const [{ settled }, names] = await Promise.all([core.entries.redeemed(storeId, id), orderNames(core, storeId, orders)]);
  const worth = amountMinor === null ? null : { amountMinor, currency };
  const found = orders.map((orderId) => ({ id: orderId, name: names.get(orderId) ?? null }));
  return { ...shown(redemption), kind, name, worth, programVersion, spent: settled, orders: found, detail };
}

/** The code goes first; while the store does not answer, the points come back as soon as it does. */
async function cancel(core: BuiltCore, id: string, options: RewardOptions): Promise<object> {
  const { storeId } = await known(core, id, options);
  const refused = await cancelReward(core, { storeId, reservationId: id }, core.clock());
  if (refused !== null && isRefused(refused)) throw new CliProblem(`it cannot be given back: ${refused.refused} (${refused.detail})`);
  return shown(await known(core, id, options));
}

export function addRewardCommands(lasting: Command): void {
  const rewards = lasting.command('rewards').description('rewards that members asked for: on their way, used, given back, failed');
  rewards
    .command('list')
    .description('how many points are set aside, and the newest rewards')
    .requiredOption('--store <id>', 'the store (see: stores list)')
    .addOption(new Option('--state <state>', 'only these').choices(GROUPS))
    .option('--limit <n>', 'how many rewards', '25')
    .option('--json', 'print one JSON value')
    .action(async (options: ListOptions) => {
      answer(await withCore((core) => list(core, options)), options);
    });
  rewards
    .command('show <id>')
    .description('one reward: what was agreed, which orders have it, what is spent of it')
    .requiredOption('--store <id>', 'the store (see: stores list)')
    .option('--json', 'print one JSON value')
    .action(async (id: string, options: RewardOptions) => {
      answer(await withCore((core) => show(core, id, options)), options);
    });
  rewards
    .command('cancel <id>')
    .description('gives one back: the code stops working, and its points return')
    .requiredOption('--store <id>', 'the store (see: stores list)')
    .option('--json', 'print one JSON value')
    .action(async (id: string, options: RewardOptions) => {
      answer(await withCore((core) => cancel(core, id, options)), options);
    });
}
