import { gid } from '../shop/ids.ts';
import type { Address } from '../shop/order.ts';

export function addressNode(address: Address, id: string) {
  return {
    __typename: 'MailingAddress',
    id: gid('MailingAddress', id),
    firstName: address.firstName,
    lastName: address.lastName,
    name: `${address.firstName} ${address.lastName}`,
    address1: address.address1,
    address2: null,
    city: address.city,
    zip: address.zip,
    country: address.country,
    countryCodeV2: address.country,
    province: null,
    provinceCode: null,
    phone: address.phone ?? null,
    company: null,
  };
}
