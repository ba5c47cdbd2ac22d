import type { Command } from 'commander';
import { asOf } from '../../loyalty/ledger/advance.ts';
import { EMPTY_STATE } from '../../loyalty/ledger/state.ts';
import { normaliseEmail } from '../../loyalty/person.ts';
import type { Member } from '../../members/member-store.ts';
import { emailKey } from '../../members/address-key.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import type { BuiltCore } from '../../wiring.ts';
import { answer, type OutputOptions } from '../answer.ts';
import { withCore } from '../open-core.ts';
import { CliProblem } from '../problem.ts';
import { storeNamed } from '../store-named.ts';

interface ShowOptions extends OutputOptions {
  readonly store: string;
}

/** The guest of this address and the accounts that name it: they are different members until somebody proves that they are one person. */
async function membersOf(core: BuiltCore, store: StoreRecord, email: string): Promise<Member[]> {
  const address = normaliseEmail(email);
  const key = emailKey(store, email);
  if (address === null || key === null) throw new CliProblem(`"${email}" is no e-mail address`);
  const guest = await core.members.find(store.storeId, { guestEmailKey: key });
  const { members } = await core.members.search(store.storeId, address, null, 50);
  const named = members.filter((member) => member.profile.email !== null && normaliseEmail(member.profile.email) === address);
  return [...named.filter((member) => member.memberId !== guest?.memberId), ...(guest === null ? [] : [guest])];
}

async function shown(core: BuiltCore, store: StoreRecord, { memberId, kind, externalId }: Member) {
  const head = await core.entries.head(store.storeId, memberId);
  const { available, pending, reserved, deficit } = asOf(head?.after ?? EMPTY_STATE, core.clock());
  return { memberId, kind, customerId: externalId, available, pending, reserved, deficit, entries: head?.seq ?? 0 };
}

async function show(core: BuiltCore, email: string, options: ShowOptions): Promise<object> {
  const store = await storeNamed(core, options.store);
  const members = await membersOf(core, store, email);
  const all = await Promise.all(members.map((member) => shown(core, store, member)));
  // Accounts come first, but one that never earned does not hide a guest who did.
  const main = all.find((member) => member.entries > 0) ?? all[0];
  if (main === undefined) throw new CliProblem(`nobody in this store has the address ${email}: has an order or account of it arrived?`);
  const others = all.filter((member) => member !== main);
  return others.length === 0 ? main : { ...main, others };
}

export function addMemberCommands(lasting: Command): void {
  const members = lasting.command('members').description('the people in a store’s program');
  members
    .command('show <email>')
    .description('shows the balance of the member with this address')
    .requiredOption('--store <id>', 'the store (see: stores list)')
    .option('--json', 'print one JSON value')
    .action(async (email: string, options: ShowOptions) => {
      answer(await withCore((core) => show(core, email, options)), options);
    });
}
