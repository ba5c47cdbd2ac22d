import { describe, expect, it } from 'vitest';
import { cartLinesDiscountsGenerateRun as run } from '../src/index.ts';
import { aCart, aConfiguration, aLevel, aLine, gold, type CartWish } from './carts.ts';

const teapot = aLine(1, { price: '24.90', productId: '101' });
const cup = aLine(2, { price: '18.0' });
const nothing = { operations: [] };

const operations = (wish: CartWish) => run(aCart(wish)).operations;
const priceOf = (wish: CartWish) => operations(wish)[0]?.productDiscountsAdd?.candidates[0]?.value.fixedAmount?.amount;
const messageIn = (language: string, configuration?: unknown) =>
  operations({ lines: [cup], language, ...(configuration === undefined ? {} : { configuration }) })[0]?.orderDiscountsAdd?.candidates[0]
    ?.message;

describe('members see their prices in the cart', () => {
  it('once they have signed in: an e-mail address that is only typed proves nothing', () => {
    const signedIn = aCart({ lines: [teapot, cup] });
    const typed = { ...signedIn, cart: { ...signedIn.cart, buyerIdentity: { ...signedIn.cart.buyerIdentity, isAuthenticated: false } } };
    expect(run(signedIn)).not.toEqual(nothing);
    expect(run(typed as typeof signedIn)).toEqual(nothing);
  });

  it('and nobody does without a level, or with one that is gone', () => {
    expect(operations({ lines: [cup], level: 'platinum' })).toEqual([]);
    expect(operations({ lines: [cup], level: null })).toEqual([]);
  });

  it('a price or the percentage, whichever is more', () => {
    const dear = gold({ basisPoints: 1_250, products: { 101: 2_400 } });
    expect(priceOf({ lines: [teapot] })).toBe('4.90');
    expect(operations({ lines: [teapot], configuration: dear })[0]?.orderDiscountsAdd).toBeDefined();
  });

  it('the price of a variant before that of its product, and only of their own level', () => {
    const level = aLevel('gold', { products: { 101: 100 }, variants: { 201: 2_000 } });
    const levels = [aLevel('silver', { variants: { 201: 1 } }), level];
    expect(priceOf({ lines: [teapot], configuration: aConfiguration({ levels }) })).toBe('4.90');
  });

  it('a price also for goods that the percentage leaves out, never one for gift cards', () => {
    const inCollection = aLine(1, { price: '24.90', productId: '101', inCollection: true });
    const giftCard = aLine(1, { price: '24.90', productId: '101', giftCard: true });
    expect(priceOf({ lines: [inCollection] })).toBe('4.90');
    expect(operations({ lines: [giftCard] })).toEqual([]);
  });

  it('no price that is higher than what everybody pays', () => {
    const cheap = aLine(1, { price: '19.99', productId: '101', inCollection: true });
    expect(operations({ lines: [cheap] })).toEqual([]);
  });

  it('what the discount may be about, and nothing else', () => {
    const [onProducts] = operations({ lines: [teapot, cup], classes: ['PRODUCT'] });
    expect(onProducts?.productDiscountsAdd?.candidates.map(({ value }) => Object.keys(value))).toEqual([['fixedAmount'], ['percentage']]);
    const [onOrders, ...more] = operations({ lines: [teapot, cup], classes: ['ORDER'] });
    expect(onOrders?.orderDiscountsAdd?.candidates[0]?.targets).toEqual([{ orderSubtotal: { excludedCartLineIds: [] } }]);
    expect(more).toEqual([]);
    expect(operations({ lines: [teapot, cup], classes: ['SHIPPING'] })).toEqual([]);
  });

  it('the name of their level in their language, else in the first there is', () => {
    expect(['EN', 'FA', 'HE', 'DE', 'PT_BR'].map((language) => messageIn(language))).toEqual(['Gold', 'طلایی', 'זהב', 'Gold', 'Gold']);
    const persian = gold({ basisPoints: 100, names: { fa: 'طلایی' } });
    expect(messageIn('HE', persian)).toBe('طلایی');
  });

  it('prices in the money of the cart, never lower than promised', () => {
    const inYen = aLine(1, { price: '4000', productId: '101' });
    expect(priceOf({ lines: [inYen], currency: 'JPY', rate: '162.503' })).toBe('749');
    const inDinar = aLine(1, { price: '9.000', productId: '101' });
    expect(priceOf({ lines: [inDinar], currency: 'KWD', rate: '0.3333' })).toBe('2.334');
  });

  it('no price where money cannot be counted exactly', () => {
    const plain = gold({ products: { 101: 2_000 } });
    for (const rate of ['', '0', '-1', '1e3', 'NaN', '0.0000', '1.123456789012345']) {
      const lines = [aLine(1, { price: '99999.00', productId: '101' })];
      expect(operations({ lines, currency: 'USD', rate, configuration: plain })).toEqual([]);
    }
    for (const price of ['', 'free', '-5.00', '1,50', '999999999999999999.00']) {
      expect(operations({ lines: [aLine(1, { price, productId: '101' })], configuration: plain })).toEqual([]);
    }
  });
});
