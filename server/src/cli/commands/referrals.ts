import { Option, type Command } from 'commander';
import { REFERRAL_STATES, type ReferralState } from '../../loyalty/referrals/outcome.ts';
import type { Referral } from '../../referrals/referral.ts';
import type { BuiltCore } from '../../wiring.ts';
import { answer, type OutputOptions } from '../answer.ts';
import { withCore } from '../open-core.ts';
import { CliProblem } from '../problem.ts';
import { storeNamed } from '../store-named.ts';

interface ReferralOptions extends OutputOptions {
  readonly store: string;
}
interface ListOptions extends ReferralOptions {
  readonly state?: ReferralState;
  readonly limit: string;
}

const isoOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** People by the ids of their members alone: an operator looks after states, not after persons. */
function shown({ referralId, advocateId, friendId, createdAt, judged, standing }: Referral): object {
  const { state, reason, since, dueAt, position, advocatePoints, friendPoints } = standing;
  const order = judged === null ? null : { id: judged.orderId, name: judged.orderName };
  const times = { createdAt: isoOrNull(createdAt), since: isoOrNull(since), dueAt: isoOrNull(dueAt) };
  return { id: referralId, state, reason, ...times, advocateId, friendId, order, position, advocatePoints, friendPoints };
}

async function list(core: BuiltCore, options: ListOptions): Promise<object> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) throw new CliProblem('--limit must be a number from 1 to 1000');
  const { storeId } = await storeNamed(core, options.store);
  const filter = { states: options.state === undefined ? [] : [options.state], advocateIds: null };
  const [counts, page] = await Promise.all([core.referrals.counts(storeId, null), core.referrals.list(storeId, filter, null, limit)]);
  return { counts, referrals: page.referrals.map(shown) };
}

/** Everything that was decided and why, without the keys that find a person again. */
async function show(core: BuiltCore, id: string, options: ReferralOptions): Promise<object> {
  const { storeId } = await storeNamed(core, options.store);
  const [found, vouchers] = await Promise.all([core.referrals.read(storeId, id), core.vouchers.ofReferral(storeId, id)]);
  if (found === null) throw new CliProblem(`there is no referral ${id} in this store (see: referrals list)`);
  const { touches, claim, judged, decision, standing } = found;
  const gifts = vouchers.map(({ voucherId, side, rewardId, stage, detail, endsAt }) => ({ id: voucherId, side, rewardId, stage, detail, endsAt: isoOrNull(endsAt) })); // prettier-ignore
  return {
    ...shown(found),
    touches: touches.map((touch) => ({ ...touch, at: isoOrNull(touch.at) })),
    claim: claim && { ...claim, at: isoOrNull(claim.at) },
    judged: judged && { ...judged, placedAt: isoOrNull(judged.placedAt), at: isoOrNull(judged.at) },
    decision: decision && { ...decision, at: isoOrNull(decision.at) },
    countsFrom: isoOrNull(standing.countsFrom),
    lossMinor: standing.lossMinor,
    gifts,
  };
}

export function addReferralCommands(lasting: Command): void {
  const referrals = lasting.command('referrals').description('friends who came by a member’s link, and what it gave');
  referrals
    .command('list')
    .description('how many stand where, and the newest')
    .requiredOption('--store <id>', 'the store (see: stores list)')
    .addOption(new Option('--state <state>', 'only these').choices(REFERRAL_STATES))
    .option('--limit <n>', 'how many', '25')
    .option('--json', 'print one JSON value')
    .action(async (options: ListOptions) => {
      answer(await withCore((core) => list(core, options)), options);
    });
  referrals
    .command('show <id>')
    .description('one of them: how the friend came, what was judged and decided, what was given')
    .requiredOption('--store <id>', 'the store (see: stores list)')
    .option('--json', 'print one JSON value')
    .action(async (id: string, options: ReferralOptions) => {
      answer(await withCore((core) => show(core, id, options)), options);
    });
}
