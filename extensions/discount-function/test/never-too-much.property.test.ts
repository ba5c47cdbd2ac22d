// Whatever stands in the cart and in the configuration: nobody gets more off than something costs, and no cart breaks.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorDigits } from '../../../server/src/contract/currencies.ts';
import { converted, minorOf, percentOf, shareOf, textOf } from '../src/money.ts';
import { cartLinesDiscountsGenerateRun as run } from '../src/index.ts';
import { aCart, aConfiguration, aLevel, aLine, gold } from './carts.ts';

const currency = fc.constantFrom('EUR', 'JPY', 'IRR', 'KWD');
const rate = fc.tuple(fc.nat(500_000), fc.nat(9_999)).map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`);
const prices = fc.dictionary(fc.integer({ min: 100, max: 108 }).map(String), fc.nat(1_000_000), { maxKeys: 6 });

const lines = (cartCurrency: string) =>
  fc
    .array(fc.tuple(fc.nat(10_000_000), fc.boolean(), fc.boolean()), { maxLength: 8 })
    .map((wishes) =>
      wishes.map(([minor, giftCard, inCollection], at) =>
        aLine(at, { price: textOf(minor, minorDigits(cartCurrency)), variantId: `${100 + at}`, giftCard, inCollection }),
      ),
    );

const carts = currency.chain((cartCurrency) =>
  fc.record({
    cartCurrency: fc.constant(cartCurrency),
    lines: lines(cartCurrency),
    products: prices,
    variants: prices,
    rate,
    basisPoints: fc.nat(10_000),
  }),
);

describe('in any cart', () => {
  it('a discount is more than nothing and at most the price, and a line gets one', () => {
    fc.assert(
      fc.property(carts, ({ cartCurrency, lines: inCart, rate: toCart, ...benefits }) => {
        const configuration = gold(benefits, { leftOut: { 101: true } });
        const { operations } = run(aCart({ lines: inCart, configuration, currency: cartCurrency, rate: toCart }));
        const digits = minorDigits(cartCurrency);
        const full = new Map(inCart.map(({ id, cost }) => [id, minorOf(cost.amountPerQuantity.amount, digits) ?? 0]));
        const touched: string[] = [];
        for (const { productDiscountsAdd, orderDiscountsAdd } of operations) {
          for (const { targets, value } of productDiscountsAdd?.candidates ?? []) {
            for (const id of targets.map(({ cartLine }) => cartLine?.id ?? '')) {
              const off = minorOf(value.fixedAmount?.amount ?? '', digits) ?? 0;
              expect(off).toBeGreaterThan(0);
              expect(off).toBeLessThanOrEqual(full.get(id) ?? 0);
              touched.push(id);
            }
          }
          for (const { targets, value } of orderDiscountsAdd?.candidates ?? []) {
            const [percent, left] = [Number(value.percentage?.value), targets[0]?.orderSubtotal?.excludedCartLineIds ?? []];
            expect(percent > 0 && percent <= 100).toBe(true);
            touched.push(...[...full.keys()].filter((id) => !left.includes(id)));
          }
        }
        expect(touched).toHaveLength(new Set(touched).size);
      }),
    );
  });

  it('whatever stands in the metafield, the cart goes on, and the same cart gets the same again', () => {
    const line = aLine(1, { price: '10.00', productId: '101' });
    const broken = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('currency', 'levels', 'leftOut'), fc.jsonValue()).map((parts) => aConfiguration(parts)),
      fc.dictionary(fc.constantFrom('id', 'basisPoints', 'names', 'products', 'variants'), fc.jsonValue()).map((parts) => gold(parts)),
    );
    fc.assert(
      fc.property(broken, (configuration) => {
        const cart = aCart({ lines: [line], configuration });
        expect(run(cart)).toEqual(run(structuredClone(cart)));
      }),
    );
  });

  it('anything that is wrong with a level or a price takes back the whole configuration', () => {
    const cart = (configuration: object) => aCart({ lines: [aLine(1, { price: '10.00', productId: '101' })], configuration });
    const good = aLevel('gold', { basisPoints: 100 });
    const parts = [{ format: 2 }, { currency: '' }, { leftOut: ['103'] }, { leftOut: { 103: 1 } }, { levels: { gold: good } }];
    const ofLevel = [{ id: 7 }, { basisPoints: 10_001 }, { basisPoints: -1 }, { basisPoints: '100' }, { basisPoints: 0.5 }, { names: {} }];
    const ofPrices = [{ names: { de: 'x' } }, { names: [] }, { products: null }, { products: { 1: -1 } }, { variants: { 1: '5' } }];
    const wrong = [
      ...parts.map((change) => aConfiguration({ levels: [good], ...change })),
      ...[...ofLevel, ...ofPrices].map((change) => aConfiguration({ levels: [good, aLevel('other', change)] })),
    ];
    expect(run(cart(aConfiguration({ levels: [good] }))).operations).not.toEqual([]);
    for (const configuration of wrong) expect([configuration, run(cart(configuration)).operations]).toEqual([configuration, []]);
  });
});

describe('money', () => {
  it('is read and written by its digits, there and back', () => {
    fc.assert(
      fc.property(fc.nat(9_000_000_000_000), fc.constantFrom(0, 2, 3), (minor, digits) => {
        expect(minorOf(textOf(minor, digits), digits)).toBe(minor);
      }),
    );
    expect([minorOf('12.5', 2), minorOf('1000.0', 0), minorOf('0.999', 2)]).toEqual([1250, 1000, 99]);
    expect([percentOf(10_000), percentOf(1), percentOf(250)]).toEqual(['100', '0.01', '2.5']);
  });

  it('is shared and converted exactly, as counted with integers of any size', () => {
    fc.assert(
      fc.property(fc.nat(9_000_000_000_000), fc.nat(10_000), (whole, share) => {
        expect(shareOf(whole, share)).toBe(Number((BigInt(whole) * BigInt(share)) / 10_000n));
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 100_000_000 }), (minor, ofTenThousand) => {
        const up = (BigInt(minor) * BigInt(ofTenThousand) + 9_999n) / 10_000n;
        expect(converted(minor, textOf(ofTenThousand, 4), 2, 2)).toBe(Number(up));
      }),
    );
  });
});
