// What an order or a claim shows of who is behind it, as keyed hashes: the same print means the same thing, and no print can be turned back.
import { keyedHash } from '../secrets/keyring.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { OrderTraces, PostalAddress } from '../loyalty/orders/order-traces.ts';
import { networkForm } from './network-form.ts';
import { addressForm } from './normal/address-form.ts';
import { emailForms } from './normal/email-form.ts';
import { phoneForm } from './normal/phone-form.ts';
import { folded } from './normal/written.ts';
import type { Prints } from './trace-store.ts';

type Shop = Pick<StoreRecord, 'identityKey'>;

/** What was said, as it was said; never kept. */
export interface Shown {
  readonly networkAddress: string | null;
  readonly userAgent: string | null;
  readonly acceptLanguage: string | null;
  readonly device: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Where a telephone number without its country's code is of, where no address says it. */
  readonly country: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly shipping: PostalAddress | null;
  readonly billing: PostalAddress | null;
  readonly payment: string | null;
}

export const NOTHING_SHOWN: Shown = {
  networkAddress: null, userAgent: null, acceptLanguage: null, device: null, email: null, phone: null, country: null,
  firstName: null, lastName: null, shipping: null, billing: null, payment: null,
}; // prettier-ignore

/** A print of one kind never equals one of another, so that nothing can be learned by comparing fields. */
function printOf({ identityKey }: Shop, kind: string, form: string | null): string | null {
  return form === null || form === '' ? null : keyedHash(identityKey, `trace/${kind}/${form}`);
}

function doorOf(address: PostalAddress | null): string | null {
  if (address === null) return null;
  const { line1, line2, city, zip, country } = address;
  return addressForm({ lines: [line1, line2].filter((line) => line !== null), city, postcode: zip, country });
}

/** Both names, or it is nobody's name: half the world is called Sara. */
function nameForm(firstName: string | null, lastName: string | null): string | null {
  const names = [firstName, lastName].map((name) => (name === null ? '' : folded(name).replaceAll(/[^\p{Letter}]/gu, '')));
  return names.every((name) => name !== '') ? names.join(' ') : null;
}

export function printsOf(shop: Shop, shown: Shown): Prints {
  const { userAgent, acceptLanguage, device, email, phone, shipping, billing, payment } = shown;
  const network = shown.networkAddress === null ? null : networkForm(shown.networkAddress);
  const forms = email === null ? null : emailForms(email);
  const browser = userAgent === null || network === null ? null : [network, userAgent.trim(), acceptLanguage?.trim() ?? ''].join('|');
  const land = shown.country ?? billing?.country ?? shipping?.country ?? null;
  return {
    network: printOf(shop, 'network', network),
    device: printOf(shop, 'device', device?.trim() ?? null),
    browser: printOf(shop, 'browser', browser),
    email: printOf(shop, 'email', forms?.address ?? null),
    mailbox: printOf(shop, 'mailbox', forms?.mailbox ?? null),
    lookalike: printOf(shop, 'lookalike', forms?.lookalike ?? null),
    phone: printOf(shop, 'phone', phone === null ? null : phoneForm(phone, land)),
    name: printOf(shop, 'name', nameForm(shown.firstName, shown.lastName)),
    // One kind for both, so that a parcel's address is found among bills.
    shipping: printOf(shop, 'door', doorOf(shipping)),
    billing: printOf(shop, 'door', doorOf(billing)),
    payment: printOf(shop, 'payment', payment),
  };
}

/** An order says its telephone and its buyer's name in more places than one; the bill is its payer's. */
export function shownByOrder(traces: OrderTraces, country: string | null): Shown {
  const { shipping, billing } = traces;
  const named = billing ?? shipping;
  const phone = traces.phone ?? billing?.phone ?? shipping?.phone ?? null;
  return { ...traces, device: null, country, phone, firstName: named?.firstName ?? null, lastName: named?.lastName ?? null };
}
