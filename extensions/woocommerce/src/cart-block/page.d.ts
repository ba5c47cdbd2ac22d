// As much of WooCommerce's and WordPress' own packages as is used here; they are on the page, and in no registry as they run.
declare module '@woocommerce/blocks-checkout' {
  import type { ReactNode } from 'react';
  interface Coupon {
    readonly code: string;
    readonly label: string;
  }
  export function ExperimentalDiscountsMeta(props: { readonly children: ReactNode }): ReactNode;
  export function extensionCartUpdate(options: { readonly namespace: string; readonly data: object }): Promise<unknown>;
  export function registerCheckoutFilters(
    namespace: string,
    filters: { readonly coupons: (coupons: readonly Coupon[]) => readonly Coupon[] },
  ): void;
}
declare module '@woocommerce/settings' {
  export function getSetting<T>(name: string, fallback: T): T;
}
declare module '@wordpress/plugins' {
  import type { ReactNode } from 'react';
  export function registerPlugin(name: string, plugin: { readonly render: () => ReactNode; readonly scope: string }): void;
}
declare module '@wordpress/element' {
  export { useEffect, useRef } from 'react';
}
declare module '@wordpress/data' {
  export function select(store: 'wc/store/cart'): { readonly getCartData: () => { readonly extensions: object } };
}
