import type { Shop } from '../shop/shop.ts';

export const SHOP_ID = 54_838_001;
export const OWNER = { email: 'owner@tea-and-clay.example', name: 'Robin Potter' } as const;

export function shopBody(shop: Shop, at: number) {
  const { shopName, currency, timezone, country, taxesIncluded } = shop.settings.get();
  return {
    id: SHOP_ID,
    name: shopName,
    email: OWNER.email,
    domain: shop.domain,
    province: null,
    country,
    address1: 'Pottery Lane 3',
    zip: '20457',
    city: 'Hamburg',
    source: null,
    phone: null,
    latitude: null,
    longitude: null,
    primary_locale: 'en',
    address2: null,
    created_at: shop.iso(at),
    updated_at: shop.iso(at),
    country_code: country,
    country_name: country,
    currency,
    customer_email: OWNER.email,
    timezone,
    iana_timezone: timezone,
    shop_owner: OWNER.name,
    money_format: '{{amount}}',
    money_with_currency_format: `{{amount}} ${currency}`,
    weight_unit: 'kg',
    province_code: null,
    taxes_included: taxesIncluded,
    plan_display_name: 'Developer Preview',
    plan_name: 'partner_test',
    has_discounts: true,
    has_gift_cards: true,
    myshopify_domain: shop.domain,
    enabled_presentment_currencies: [currency],
  };
}
