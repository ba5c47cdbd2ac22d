// Members earn on their birthday what the program in force on that day gives, once a year. Days are those of the program's time zone; 29 February is kept on
// the 28th where there is none. Found by an index of days, so that nobody else is looked at.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { ConsentStore, KnownBirthday } from '../accounts/consent-store.ts';
import type { InboxStore } from '../inbox/inbox-store.ts';
import { ACTION, type ActionBody } from '../inbox/request-bodies.ts';
import type { Leases } from '../leases/leases.ts';
import { BIRTHDAYS } from '../limits.ts';
import { dayOf, endOfUnit, startOfUnit } from '../loyalty/calendar.ts';
import { birthdaysKeptOn } from '../loyalty/earning/yearly.ts';
import type { MemberId } from '../loyalty/ids.ts';
import { subjectKey } from '../privacy/subject-key.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord, StoreRecords } from '../stores/store-record.ts';
import { lookEvery } from './look-every.ts';

export interface BirthdayOptions {
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly directory: Pick<StoreDirectory, 'programAt'>;
  readonly consents: Pick<ConsentStore, 'bornOn'>;
  readonly inbox: Pick<InboxStore, 'insert'>;
  readonly leases: Leases;
  readonly clock: () => number;
  readonly log: Logger;
}

/** A day as it is celebrated: `at` is in it and not to come, `until` is its end. */
interface Day {
  readonly name: string;
  readonly at: number;
  readonly until: number;
  readonly ruleIds: readonly string[];
}

async function daysOf({ directory, clock }: BirthdayOptions, { storeId }: StoreRecord): Promise<Day[]> {
  const now = clock();
  const { timeZone } = await directory.programAt(storeId, now);
  const days: Day[] = [];
  for (let ago: number = BIRTHDAYS.daysBack; ago >= 0; ago -= 1) {
    const start = startOfUnit(now, 'day', ago, timeZone, 'gregorian');
    const until = endOfUnit(start, 'day', 0, timeZone, 'gregorian');
    const at = Math.min(now, until - 1);
    const { active, earning } = await directory.programAt(storeId, at);
    const ruleIds = earning.actions.filter(({ kind, on }) => kind === 'birthday' && on).map(({ id }) => id); // prettier-ignore
    if (active && ruleIds.length > 0) days.push({ name: dayOf(start, timeZone), at, until, ruleIds });
  }
  return days;
}

/** The same wish of the same day is one request, whoever looks how often. */
async function celebrate(
  { inbox, clock }: BirthdayOptions,
  store: StoreRecord,
  day: Day,
  { memberId, since }: KnownBirthday,
): Promise<number> {
  // Told when the day was over: it is for the next year.
  if (since >= day.until) return 0;
  const { storeId } = store;
  const subject = subjectKey(store, { kind: 'member', id: memberId });
  let asked = 0;
  for (const ruleId of day.ruleIds) {
    const body = { memberId, ruleId, actionKey: `birthday/${day.name}`, happenedAt: Math.max(day.at, since) };
    const dedupe = `birthday/${memberId}/${ruleId}/${day.name}`;
    const item = { itemId: randomUUID(), storeId, origin: 'clock', topic: ACTION, dedupe, headers: {}, receivedAt: clock() } as const;
    const whose = subject === null ? {} : { subject };
    const told = await inbox.insert({ ...item, ...whose, body: Buffer.from(JSON.stringify(body satisfies Partial<ActionBody>)) });
    if (told === 'stored') asked += 1;
  }
  return asked;
}

async function lookAtStore(options: BirthdayOptions, store: StoreRecord): Promise<number> {
  let asked = 0;
  for (const day of await daysOf(options, store)) {
    for (let after: MemberId | null = null; ;) {
      const page: KnownBirthday[] = await options.consents.bornOn(store, birthdaysKeptOn(day.name), after, BIRTHDAYS.perLook);
      for (const born of page) asked += await celebrate(options, store, day, born);
      after = page.at(-1)?.memberId ?? null;
      if (page.length < BIRTHDAYS.perLook) break;
    }
  }
  return asked;
}

/** One look at every store, by one process at a time; says how many were asked for. A store that fails does not hold up the others. */
export async function celebrateBirthdays(options: BirthdayOptions): Promise<number> {
  const { stores, leases, clock, log } = options;
  const now = clock();
  if (!(await leases.acquire('birthdays', randomUUID(), now, now + BIRTHDAYS.lookMs - 1_000))) return 0;
  let asked = 0;
  for (const store of await stores.list()) {
    try {
      if (store.state === 'active') asked += await lookAtStore(options, store);
    } catch (error) {
      log.error({ err: error, storeId: store.storeId }, 'birthdays of a store could not be looked for; the next look tries again');
    }
  }
  return asked;
}

/** Looks until the returned function is called; a look that fails is logged and the next one tries again. */
export function startCelebratingBirthdays(options: BirthdayOptions): () => void {
  const rhythm = { everyMs: BIRTHDAYS.lookMs, log: options.log, failed: 'birthdays could not be looked for' };
  return lookEvery(rhythm, () => celebrateBirthdays(options));
}
