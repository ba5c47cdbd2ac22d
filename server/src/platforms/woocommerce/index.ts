// WooCommerce as a store platform.
import type { StorePlatform } from '../platform.ts';
import { connect } from './connect.ts';
import { normalise } from './normalise/normalise.ts';
import { placedBy } from './placed-by.ts';
import type { RestClientOptions } from './rest-client.ts';
import { subjectOf } from './subject-of.ts';
import { verify } from './verify.ts';

export type WoocommerceOptions = RestClientOptions;

export function woocommercePlatform(options: WoocommerceOptions = {}): StorePlatform {
  return {
    name: 'woocommerce',
    verify,
    normalise,
    subjectOf,
    placedBy,
    // WooCommerce itself has neither.
    cannotGive: ['gift-card', 'store-credit'],
    connect: (store) => connect(store, options),
  };
}
