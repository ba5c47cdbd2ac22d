import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NOTHING_SEEN, type Evidence } from '../../../src/loyalty/referrals/fraud/evidence.ts';
import { scoreOf } from '../../../src/loyalty/referrals/fraud/score.ts';
import { SIGNALS } from '../../../src/loyalty/referrals/fraud/signals/index.ts';

type Part = { [K in keyof Evidence]?: Evidence[K] extends readonly unknown[] ? Evidence[K] : Partial<NonNullable<Evidence[K]>> };

const PLAIN_ORDER = { beforeLink: false, free: false, madeByStaff: false, renewal: false };
const HOUR = 3_600_000;

function seen(part: Part): Evidence {
  return {
    missing: part.missing ?? [],
    alike: { ...NOTHING_SEEN.alike, ...part.alike },
    among: { ...NOTHING_SEEN.among, ...part.among },
    friend: { ...NOTHING_SEEN.friend, ...part.friend },
    advocate: { ...NOTHING_SEEN.advocate, ...part.advocate },
    source: { ...NOTHING_SEEN.source, ...part.source },
    order: part.order ? { ...PLAIN_ORDER, ...part.order } : null,
  };
}

/** What is seen, and what exactly one signal says of it. */
const ROWS: readonly (readonly [says: string, part: Part, signal: string, weight: number])[] = [
  ['the friend is the advocate', { alike: { member: true } }, 'same-member', 100],
  ['the friend gives the address of the advocate', { alike: { email: 'same' } }, 'same-email', 100],
  ['the friend adds a dot or a tag to the address of the advocate', { alike: { email: 'mailbox' } }, 'similar-email', 90],
  ['the address of the friend only looks like that of the advocate', { alike: { email: 'lookalike' } }, 'similar-email', 60],
  ['both have one telephone', { alike: { phone: true } }, 'same-phone', 70],
  ['the parcel of the friend goes to the advocate', { alike: { shipping: true, billing: false } }, 'same-address', 35],
  ['the bill of the friend goes to the advocate', { alike: { shipping: null, billing: true } }, 'same-address', 35],
  ['bill and parcel of the friend go to the advocate', { alike: { shipping: true, billing: true } }, 'same-address', 50],
  ['both come from one network', { alike: { network: true } }, 'same-network', 30],
  ['both use one browser', { alike: { device: true } }, 'same-device', 60],
  ['both pay with one card', { alike: { payment: true } }, 'same-payment', 70],
  ['both have one name', { alike: { name: true } }, 'same-name', 20],
  ['two friends of one advocate share a mailbox', { among: { email: 1 } }, 'same-as-other-friend', 60],
  ['two friends of one advocate share a card', { among: { payment: 2 } }, 'same-as-other-friend', 50],
  ['friends of one advocate share a telephone and a door', { among: { phone: 1, address: 4 } }, 'same-as-other-friend', 80],
  ['friends of one advocate share everything', { among: { phone: 1, address: 4, email: 2, payment: 2 } }, 'same-as-other-friend', 90],
  ['the friend brought the advocate before', { advocate: { broughtByFriend: true } }, 'ring', 50],
  ['the friend has bought before', { friend: { boughtBefore: 'history' } }, 'existing-customer', 100],
  ['the friend had an account already', { friend: { accountBeforeLink: true } }, 'known-account', 10],
  ['the address of the friend lives for minutes', { friend: { disposableMail: true } }, 'disposable-domain', 50],
  ['ten friends claim in an hour', { advocate: { claimsLastHour: 10, claimsLastDay: 10 } }, 'velocity', 15],
  ['thirty friends claim in an hour', { advocate: { claimsLastHour: 30, claimsLastDay: 30 } }, 'velocity', 30],
  ['a hundred and fifty friends claim in a day', { advocate: { claimsLastDay: 150 } }, 'velocity', 40],
  ['fifteen friends order in a day', { advocate: { ordersLastDay: 15 } }, 'velocity', 35],
  ['the fourth claim of an hour comes from one network', { source: { networkClaimsLastHour: 3 } }, 'burst', 20],
  ['the ninth claim of an hour comes from one network', { source: { networkClaimsLastHour: 8 } }, 'burst', 50],
  ['the twentieth claim of an hour comes from one network', { source: { networkClaimsLastHour: 19 } }, 'burst', 80],
  ['a device claims a second time in a day', { source: { deviceClaimsLastDay: 1 } }, 'burst', 30],
  ['a device claims a fifth time in a day', { source: { deviceClaimsLastDay: 4 } }, 'burst', 90],
  ['a page of coupons led here', { source: { referrer: 'www.retailmenot.com' } }, 'coupon-site', 60],
  ['a program claims the code', { source: { automated: true } }, 'automated', 80],
  ['a friend of the advocate was refused before', { advocate: { refusedBefore: 1 } }, 'refused-before', 10],
  ['three friends of the advocate were refused before', { advocate: { refusedBefore: 3 } }, 'refused-before', 30],
  ['six friends of the advocate were refused before', { advocate: { refusedBefore: 6 } }, 'refused-before', 50],
  ['the advocate became a member minutes ago', { advocate: { memberForMs: HOUR - 1 } }, 'fresh-advocate', 20],
  ['the advocate became a member hours ago', { advocate: { memberForMs: HOUR } }, 'fresh-advocate', 10],
  ['the advocate never bought anything', { advocate: { hasBought: false } }, 'idle-advocate', 10],
  ['the order was placed before the link was followed', { order: { beforeLink: true } }, 'order-before-link', 100],
  ['the order cost nothing', { order: { free: true } }, 'free-order', 40],
  ['staff entered the order', { order: { madeByStaff: true } }, 'staff-order', 30],
  ['a subscription renewed itself', { order: { renewal: true } }, 'renewal', 100],
  ['the traces could not be read', { missing: ['traces'] }, 'not-found-out', 0],
];

for (const [says, part, signal, weight] of ROWS) {
  test(`${says}: ${signal} weighs ${weight}`, () => {
    const { reasons, score } = scoreOf(seen(part));
    expect(reasons.map((reason) => [reason.signal, reason.weight])).toEqual([[signal, weight]]);
    expect(score).toBe(Math.min(100, weight));
  });
}

const QUIET: readonly (readonly [says: string, part: Part])[] = [
  ['nothing is known', {}],
  ['everything that is compared differs', { alike: { email: 'different', phone: false, shipping: false, billing: false, network: false, device: false, payment: false, name: false } }], // prettier-ignore
  ['the advocate is a customer of long standing', { advocate: { memberForMs: 24 * HOUR, hasBought: true } }],
  ['an order is as any other', { order: {} }],
  ['nine claims an hour come by a link', { advocate: { claimsLastHour: 9, claimsLastDay: 49, ordersLastDay: 4 } }],
  ['a family claims at one table', { source: { networkClaimsLastHour: 2 } }],
  ['a search engine led here', { source: { referrer: 'www.google.com' } }],
];

for (const [says, part] of QUIET) {
  test(`no signal holds when ${says}`, () => {
    expect(scoreOf(seen(part))).toEqual({ score: 0, reasons: [] });
  });
}

const HOSTS: readonly (readonly [host: string, site: string | null])[] = [
  ['retailmenot.com', 'retailmenot.*'],
  ['WWW.VoucherCodes.co.uk', 'vouchercodes.*'],
  ['offers.com', 'offers.com'],
  ['offers.example', null],
  ['retailmenot.com.evil.example', null],
  ['my-groupon-deals.example', null],
  ['com', null],
  ['', null],
];

for (const [host, site] of HOSTS) {
  test(`the host "${host}" is ${site === null ? 'no coupon site' : 'known as a coupon site'}`, () => {
    const found = scoreOf(seen({ source: { referrer: host } })).reasons.map((reason) => reason.seen);
    expect(found).toEqual(site === null ? [] : [{ site }]);
  });
}

test('every signal has its file, its name and a row here', () => {
  const folder = new URL('../../../src/loyalty/referrals/fraud/signals/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'index.ts');
  const names = SIGNALS.map(({ name }) => name).toSorted();
  expect(names).toEqual(files.map((file) => file.slice(0, -'.ts'.length)).toSorted());
  expect([...new Set(ROWS.map(([, , signal]) => signal))].toSorted()).toEqual(names);
});
