// Whom an order or an account belongs to. Personal data: handed on beside the order, never inside it.
import type { CustomerIdentity } from '../../loyalty/store-event.ts';

interface Person {
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly first_name?: string | null | undefined;
  readonly last_name?: string | null | undefined;
}

/** A customer id is an account, and whoever opened it typed any address they liked; 0 is a guest, who has nothing but the billing e-mail. Beside an id that e-mail proves nothing. */
export function identityOf(customerId: number, person: Person): CustomerIdentity {
  return {
    externalId: customerId === 0 ? null : String(customerId),
    email: textOrNull(person.email),
    phone: textOrNull(person.phone),
    firstName: textOrNull(person.first_name),
    lastName: textOrNull(person.last_name),
    hasAccount: customerId !== 0,
    emailVerified: false,
    locale: null,
  };
}

/** WooCommerce writes an absent text as an empty one. */
export function textOrNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
