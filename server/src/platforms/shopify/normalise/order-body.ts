// The body of orders/* webhooks, as far as loyalty needs it (REST resource of the API version in shopify.app.toml).
import { z } from 'zod';
import { Amount, Id, ShopMoneySet, Text } from './shapes.ts';

const TaxLine = z.object({ price: Amount, price_set: ShopMoneySet.nullish() });
const Allocation = z.object({ amount: Amount, amount_set: ShopMoneySet.nullish() });
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

const Line = z.object({
  id: Id,
  product_id: Id.nullish(),
  variant_id: Id.nullish(),
  title: Text,
  name: Text,
  quantity: z.int().nonnegative(),
  current_quantity: z.int().nonnegative(),
  price: Amount,
  price_set: ShopMoneySet.nullish(),
  gift_card: z.boolean().nullish(),
  tip_payment_gateway: Text,
  tip_payment_method: Text,
  tax_lines: list(TaxLine),
  discount_allocations: list(Allocation),
});

const ShippingLine = z.object({
  discounted_price: Amount,
  discounted_price_set: ShopMoneySet.nullish(),
  is_removed: z.boolean().nullish(),
  tax_lines: list(TaxLine),
});

const Adjustment = z.object({
  kind: Text,
  amount: Amount,
  amount_set: ShopMoneySet.nullish(),
  tax_amount: Amount,
  tax_amount_set: ShopMoneySet.nullish(),
});

const Refund = z.object({
  id: Id,
  created_at: Text,
  processed_at: Text,
  order_adjustments: list(Adjustment),
  transactions: list(z.object({ kind: z.string(), status: z.string(), amount: Amount, currency: Text })),
  refund_line_items: list(
    z.object({
      line_item_id: Id,
      quantity: z.int().nonnegative(),
      subtotal: Amount,
      subtotal_set: ShopMoneySet.nullish(),
      total_tax: Amount,
      total_tax_set: ShopMoneySet.nullish(),
    }),
  ),
  refund_shipping_lines: list(z.object({ subtotal_amount_set: ShopMoneySet })),
  total_duties_set: ShopMoneySet.nullish(),
  total_additional_fees_set: ShopMoneySet.nullish(),
});

export const OrderCustomer = z.object({
  id: Id,
  email: Text,
  phone: Text,
  first_name: Text,
  last_name: Text,
  state: Text,
  locale: Text,
  verified_email: z.boolean().nullish(),
});

const Trace = Text.catch(null);
const Place = z.object({
  first_name: Trace,
  last_name: Trace,
  company: Trace,
  address1: Trace,
  address2: Trace,
  city: Trace,
  zip: Trace,
  province: Trace,
  country_code: Text,
  phone: Trace,
});
export type PlaceBody = z.output<typeof Place>;

export const OrderBody = z.object({
  id: Id,
  admin_graphql_api_id: z.string().nullish(),
  name: z.string(),
  currency: z.string().length(3),
  created_at: z.string(),
  processed_at: Text,
  updated_at: z.string(),
  cancelled_at: Text,
  test: z.boolean(),
  financial_status: Text,
  fulfillment_status: Text,
  fulfillments: list(z.object({ status: Text, shipment_status: Text, created_at: z.string(), updated_at: z.string() })),
  taxes_included: z.boolean(),
  line_items: z.array(Line),
  shipping_lines: list(ShippingLine),
  total_tip_received: Amount.nullish(),
  original_total_duties_set: ShopMoneySet.nullish(),
  original_total_additional_fees_set: ShopMoneySet.nullish(),
  payment_gateway_names: list(z.string()),
  total_price: Amount,
  total_price_set: z
    .object({ shop_money: z.object({ amount: Amount }), presentment_money: z.object({ amount: Amount }).nullish() })
    .nullish(),
  refunds: list(Refund),
  discount_codes: list(z.object({ code: z.string() })),
  source_name: Text,
  customer: OrderCustomer.nullish(),
  customer_locale: Text,
  email: Text,
  contact_email: Text,
  phone: Text,
  order_status_url: Text,
  billing_address: Place.nullish(),
  shipping_address: Place.nullish(),
  /** What follows says by whose link and from where: whatever it is, the order can be read. */
  note_attributes: z.array(z.object({ name: z.string(), value: z.unknown() })).catch([]),
  browser_ip: Trace,
  client_details: z.object({ browser_ip: Trace, user_agent: Trace, accept_language: Trace }).nullish().catch(null),
  referring_site: Trace,
  landing_site: Trace,
});

export type OrderBody = z.output<typeof OrderBody>;
export type LineBody = OrderBody['line_items'][number];
export type RefundBody = OrderBody['refunds'][number];
