// What Shopify's orders say of the link by which somebody came, and of who they are and from where.
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/platforms/shopify/normalise/index.ts';
import { factsOfAnswer } from '../../src/platforms/shopify/graphql/from-graphql.ts';
import { orderStateOf } from '../../src/platforms/shopify/orders/order-state-of.ts';
import { digestOf } from '../../src/orders/order-desk.ts';
import { fresh, orderOf } from './shopify-bodies.ts';
import { changed, recorded, stored } from './shopify-deliveries.ts';
import { anAnswer } from './shopify-answers.ts';

function tracesOf(body: Buffer) {
  const [event] = normalise(stored('orders/create', body));
  if (event?.kind !== 'order-stated') throw new Error('no order was stated');
  return event.traces;
}

describe('the link by which a buyer came', () => {
  it('is read from the attributes of the cart', () => {
    const note_attributes = [{ name: 'colour', value: 'green' }, { name: '_lasting_ref', value: 'ada-7kq2;whatsapp' }]; // prettier-ignore
    expect(orderOf(fresh({ note_attributes })).referral).toEqual({ code: 'ADA-7KQ2', channel: 'whatsapp' });
  });

  it('is read the same from an answer of GraphQL', () => {
    const customAttributes = [{ key: 'colour', value: 'green' }, { key: '_lasting_ref', value: 'ADA-7KQ2' }]; // prettier-ignore
    expect(orderStateOf(factsOfAnswer(anAnswer({ customAttributes }), [])).referral).toEqual({ code: 'ADA-7KQ2', channel: null });
  });

  it('is left out where there is none, so that what is kept of older orders stays what the shop tells', () => {
    expect(orderOf(recorded('order-authorized'))).not.toHaveProperty('referral');
    expect(orderStateOf(factsOfAnswer(anAnswer({ customAttributes: [] }), []))).not.toHaveProperty('referral');
  });

  it.each([[null], ['nonsense'], [[{ name: 7 }]], [{}]])('never makes an order unreadable: %j', (note_attributes) => {
    expect(orderOf(fresh({ note_attributes }))).not.toHaveProperty('referral');
  });
});

describe('what a webhook says of who ordered from where', () => {
  it('is read from a recorded body', () => {
    const place = { firstName: 'Bob', lastName: 'Norman', company: null, line1: 'Chestnut Street 92', line2: null, city: 'Louisville' };
    const address = { ...place, region: 'Kentucky', zip: '40202', country: 'US', phone: '+1(502)-459-2181' };
    expect(tracesOf(recorded('order-authorized'))).toEqual({
      networkAddress: '0.0.0.0',
      userAgent: null,
      acceptLanguage: null,
      phone: '+557734881234',
      email: 'bob.norman@mail.example.com',
      shipping: address,
      billing: address,
      payment: null,
      referrer: 'http://www.otherexample.com',
      landing: 'http://www.example.com?source=abc',
    });
  });

  it('is read of the browser, which may be told in either place', () => {
    const client_details = { browser_ip: '203.0.113.9', user_agent: 'Mozilla/5.0', accept_language: 'fa-IR' };
    expect(tracesOf(changed('order-authorized', { browser_ip: null, client_details }))).toMatchObject({
      networkAddress: '203.0.113.9',
      userAgent: 'Mozilla/5.0',
      acceptLanguage: 'fa-IR',
    });
  });

  it.each([
    [{ client_details: 'odd' }],
    [{ client_details: { user_agent: { deep: true } } }],
    [{ browser_ip: 17, referring_site: [], landing_site: {} }],
  ])('never makes an order unreadable: %j', (odd) => {
    expect(orderOf(changed('order-authorized', odd)).name).toBe('#1001');
  });

  it('is no part of the order: two bodies that differ in nothing else are one state', () => {
    const other = { browser_ip: '198.51.100.7', referring_site: 'https://coupons.example', phone: '+49301234567' };
    expect(digestOf(orderOf(changed('order-authorized', other)))).toBe(digestOf(orderOf(recorded('order-authorized'))));
    expect(JSON.stringify(orderOf(recorded('order-authorized')))).not.toMatch(/Chestnut|0\.0\.0\.0|otherexample|bob\.norman/u);
  });
});
