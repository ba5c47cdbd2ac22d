import { describe, expect, it } from 'vitest';
import type { PostalAddress } from '../../src/loyalty/orders/order-traces.ts';
import { amongOthers, compared } from '../../src/referrals/compare.ts';
import { networkForm } from '../../src/referrals/network-form.ts';
import { NOTHING_SHOWN, printsOf, type Shown } from '../../src/referrals/prints.ts';

const SHOP = { identityKey: 'a key of this store' };
const HOME: PostalAddress = {
  firstName: 'Ada', lastName: 'Lund', company: null, line1: 'Musterweg 2', line2: null, city: 'Hamburg', region: null, zip: '20095', country: 'DE', phone: null,
}; // prettier-ignore
const prints = (shown: Partial<Shown>, shop = SHOP) => printsOf(shop, { ...NOTHING_SHOWN, ...shown });

describe('the network of an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.250', 'one IPv4 /24'],
    ['2001:db8:7:1::5', '2001:0db8:0007:ffff:1::9', 'one IPv6 /48'],
    ['203.0.113.9', '::ffff:203.0.113.77', 'an IPv4 address in the clothes of an IPv6 one'],
  ])('%s and %s are the same network: %s', (a, b, _why) => {
    expect(networkForm(a)).not.toBeNull();
    expect(networkForm(a)).toBe(networkForm(b));
  });

  it('differs in the third part of IPv4 and in the third part of IPv6', () => {
    expect(networkForm('203.0.113.9')).not.toBe(networkForm('203.0.114.9'));
    expect(networkForm('2001:db8:7::1')).not.toBe(networkForm('2001:db8:8::1'));
  });

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '192.168.0.4',
    '172.16.9.9',
    '100.64.3.2',
    '::1',
    'fe80::1',
    'fd00::4',
    '0.0.0.0',
    '',
    'home',
    '1',
    '0x7f.1',
  ])('is none for %j, which everybody behind a proxy has, or which is no address', (address) => expect(networkForm(address)).toBeNull());
});

describe('prints', () => {
  it('are another store’s by another key, and never the same for two kinds of one text', () => {
    const [own, other] = [prints({ email: 'ada@example.com' }), prints({ email: 'ada@example.com' }, { identityKey: 'another' })];
    expect(own.email).not.toBe(other.email);
    expect(new Set([own.email, own.mailbox, own.lookalike]).size).toBe(3);
  });

  it('are of one door, whether a parcel or a bill goes there, and whatever the street is written like', () => {
    const friend = prints({ shipping: { ...HOME, line1: 'MUSTERWEG 2', city: 'hamburg ' } });
    expect(compared([friend], [prints({ billing: HOME })])).toMatchObject({ shipping: true, billing: null });
    expect(compared([prints({ shipping: { ...HOME, line1: 'Musterweg 3' } })], [prints({ billing: HOME })]).shipping).toBe(false);
  });

  it('read a telephone by the land of the order', () => {
    const local = prints({ phone: '040 1234567', billing: HOME });
    expect(local.phone).toBe(prints({ phone: '+49 40 1234567' }).phone);
  });

  it('have a name only of two words, because half the world is called Sara', () => {
    expect(prints({ firstName: 'Sara' }).name).toBeNull();
    expect(prints({ firstName: 'SARA', lastName: 'Kühn' }).name).toBe(prints({ firstName: 'sara', lastName: 'kühn' }).name);
  });

  it('have a browser only where its network is known, because telephones of one kind all call themselves the same', () => {
    const phone = { userAgent: 'Mozilla/5.0 (iPhone)', acceptLanguage: 'de' };
    expect(prints(phone).browser).toBeNull();
    const [home, cafe] = [prints({ ...phone, networkAddress: '203.0.113.9' }), prints({ ...phone, networkAddress: '198.51.100.4' })];
    expect(compared([home], [cafe])).toMatchObject({ device: false, network: false });
    expect(compared([home], [prints({ ...phone, networkAddress: '203.0.113.80' })])).toMatchObject({ device: true, network: true });
  });
});

describe('two people beside each other', () => {
  it.each([
    ['Ada.Lund@gmail.com', 'ada.lund@gmail.com', 'same'],
    ['a.da.lund+gift@googlemail.com', 'adalund@gmail.com', 'mailbox'],
    ['аda@example.com', 'ada@example.com', 'lookalike'],
    ['ben@example.com', 'ada@example.com', 'different'],
  ])('with %s and %s are %s', (a, b, likeness) => {
    expect(compared([prints({ email: a })], [prints({ email: b })]).email).toBe(likeness);
  });

  it('say nothing where one of them showed nothing', () => {
    const nothing = { email: null, phone: null, shipping: null, billing: null, network: null, device: null, payment: null, name: null };
    expect(compared([prints({})], [prints({ email: 'ada@example.com', networkAddress: '203.0.113.9', device: 'd' })])).toEqual(nothing);
    expect(compared([], [])).toEqual(nothing);
  });

  it('are found out by anything either ever showed', () => {
    const before = [prints({ networkAddress: '198.51.100.4' }), prints({ networkAddress: '203.0.113.1', device: 'tablet' })];
    expect(compared([prints({ device: 'tablet' })], before)).toMatchObject({ device: true });
    expect(compared([prints({ networkAddress: '203.0.113.77' })], before)).toMatchObject({ network: true });
  });
});

describe('a friend beside the other friends', () => {
  it('counts each of them once, by each thing that is shared', () => {
    const friend = [prints({ email: 'made.up@gmail.com', device: 'x', shipping: HOME })];
    const others = [
      [prints({ email: 'madeup+1@gmail.com', device: 'x' }), prints({ device: 'x' })],
      [prints({ email: 'm.adeup@gmail.com', billing: HOME })],
      [prints({ email: 'cem@example.com', phone: '+49401234567' })],
      [],
    ];
    expect(amongOthers(friend, others)).toEqual({ email: 2, phone: 0, address: 1, network: 0, device: 1, payment: 0 });
  });
});
