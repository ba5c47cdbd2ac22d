// The block cart and the block checkout: the box stands below the coupon field, and WooCommerce's Store API takes the choice.
import { ExperimentalDiscountsMeta, extensionCartUpdate, registerCheckoutFilters } from '@woocommerce/blocks-checkout';
import { getSetting } from '@woocommerce/settings';
import { useEffect, useRef } from '@wordpress/element';
import { registerPlugin } from '@wordpress/plugins';
import { createBox, type Box } from '../cart/box.ts';
import { Refused, type CartNow, type Place, type Ways } from '../cart/place.ts';

interface Extensions {
  readonly lasting?: CartNow;
}

const place = getSetting<Place | null>('lasting_data', null);

/** WooCommerce escapes what it says for HTML; here it is text. */
const plain = (text: string): string => new DOMParser().parseFromString(text, 'text/html').documentElement.textContent;

async function update(data: object): Promise<void> {
  try {
    await extensionCartUpdate({ namespace: 'lasting', data });
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    throw new Refused(code === 'lasting_refused' ? plain(message ?? '') : '');
  }
}

const ways: Ways = {
  choose: (rewardId, steps) => update({ choose: { rewardId, steps } }),
  drop: () => update({ drop: true }),
};

function Points({ extensions }: { readonly extensions?: Extensions }) {
  const host = useRef<HTMLDivElement>(null);
  const box = useRef<Box | null>(null);
  const cart = extensions?.lasting;
  useEffect(() => {
    if (host.current === null || place === null) return;
    box.current ??= createBox(host.current, place, ways);
    if (cart !== undefined) box.current.update(cart);
  }, [cart]);
  return <div ref={host} />;
}

const render = () => (
  <ExperimentalDiscountsMeta>
    <Points />
  </ExperimentalDiscountsMeta>
);

if (place?.server) {
  registerPlugin('lasting-cart', { render, scope: 'woocommerce-cart' });
  registerPlugin('lasting-checkout', { render, scope: 'woocommerce-checkout' });
  registerCheckoutFilters('lasting', {
    coupons: (coupons, extensions) => {
      const { choice = null } = (extensions as Extensions).lasting ?? {};
      return coupons.map((coupon) => (choice?.code === coupon.code ? { ...coupon, label: choice.name } : coupon));
    },
  });
}
