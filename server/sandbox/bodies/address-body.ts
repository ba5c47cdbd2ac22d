import type { Address } from '../shop/order.ts';

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region' });

export function addressBody(address: Address) {
  const { firstName, lastName, address1, city, zip, country, phone = null } = address;
  return {
    first_name: firstName,
    address1,
    phone,
    city,
    zip,
    province: null,
    country: COUNTRIES.of(country) ?? country,
    last_name: lastName,
    address2: null,
    company: null,
    latitude: null,
    longitude: null,
    name: `${firstName} ${lastName}`.trim(),
    country_code: country,
    province_code: null,
  };
}

export function customerAddressBody(address: Address, id: number, customerId: number) {
  const { latitude: _latitude, longitude: _longitude, country_code, ...rest } = addressBody(address);
  return { id, customer_id: customerId, ...rest, country_code, country_name: rest.country, default: true };
}
