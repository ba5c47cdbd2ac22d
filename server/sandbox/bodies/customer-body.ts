/** A customer as webhooks carry it. Since 2025-01 without tags, consents, spending and order counts: those have own topics. */
import type { Customer } from '../shop/customer.ts';
import { gid } from '../shop/ids.ts';
import type { Shop } from '../shop/shop.ts';
import { customerAddressBody } from './address-body.ts';

export function customerBody(shop: Shop, customer: Customer) {
  const { protectedData, currency } = shop.settings.get();
  const named = protectedData === 'level2';
  const address = customer.address && named ? customerAddressBody(customer.address, customer.addressId, customer.id) : undefined;
  return {
    id: customer.id,
    created_at: shop.iso(customer.createdAt),
    updated_at: shop.iso(customer.updatedAt),
    first_name: named ? customer.firstName : null,
    last_name: named ? customer.lastName : null,
    state: customer.state,
    note: customer.note,
    verified_email: customer.verifiedEmail,
    multipass_identifier: null,
    tax_exempt: false,
    email: named ? customer.email : null,
    phone: null,
    currency,
    addresses: address ? [address] : [],
    tax_exemptions: [],
    admin_graphql_api_id: gid('Customer', customer.id),
    ...(address ? { default_address: address } : {}),
  };
}

/** The shorter form inside an order. */
export function orderCustomerBody(shop: Shop, customer: Customer) {
  const { addresses: _addresses, ...body } = customerBody(shop, customer);
  return body;
}
