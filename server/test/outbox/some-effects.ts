// Effects for the tests of the outbox: what a redemption would ask for, in small.
import type { NewEffect } from '../../src/outbox/outbox-store.ts';
import type { CodeWish } from '../../src/platforms/platform.ts';

const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

export function aCodeWish(change: Partial<CodeWish> = {}): CodeWish {
  return {
    code: 'K7Q2M9XWA4ZB8D3RHT5C',
    title: 'Five euros',
    gives: { kind: 'amount-off', amount: euros(500) },
    customerId: null,
    email: null,
    minimum: null,
    appliesTo: { kind: 'all' },
    combines: { order: false, product: false, shipping: false },
    startsAt: 0,
    endsAt: null,
    ...change,
  };
}

type Asked = Pick<NewEffect, 'storeId'> & Partial<Omit<NewEffect, 'storeId'>>;

function anEffect(kind: string, reservationId: string, body: object, asked: Asked): NewEffect {
  const frame = { effectId: `${kind}/${reservationId}`, kind, subject: null, createdAt: 0, dueAt: 0 };
  return { ...frame, body: { reservationId, ...body }, ...asked };
}

export const makingOf = (reservationId: string, wish: CodeWish, asked: Asked): NewEffect =>
  anEffect('make-code', reservationId, { wish }, asked);
export const removingOf = (reservationId: string, code: string, asked: Asked): NewEffect =>
  anEffect('remove-code', reservationId, { code }, asked);
export const creditOf = (reservationId: string, customerId: string | null, amountMinor: number, asked: Asked): NewEffect =>
  anEffect('give-store-credit', reservationId, { customerId, amount: euros(amountMinor), endsAt: null }, asked);
export const cardOf = (reservationId: string, code: string, asked: Asked): NewEffect =>
  anEffect(
    'give-gift-card',
    reservationId,
    { gift: { code, amount: euros(1_000), customerId: null, note: 'Lasting', endsAt: null } },
    asked,
  );
