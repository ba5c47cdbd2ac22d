// The block cart and the block checkout: the box stands below the coupon field, and WooCommerce's Store API takes the choice.
import { ExperimentalDiscountsMeta, extensionCartUpdate, registerCheckoutFilters } from '@woocommerce/blocks-checkout';
import { getSetting } from '@woocommerce/settings';
import { select } from '@wordpress/data';
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

interface Standing {
  readonly root: HTMLElement;
  readonly box: Box;
}

/** Blocks take their parts out of the page and put new ones in while a cart changes; a box that stood there goes on where it was. */
const waiting: Standing[] = [];

function newBox(at: Place): Standing {
  const root = document.createElement('div');
  return { root, box: createBox(root, at, ways) };
}

function Points({ extensions }: { readonly extensions?: Extensions }) {
  const host = useRef<HTMLDivElement>(null);
  const standing = useRef<Standing | null>(null);
  const cart = extensions?.lasting;
  useEffect(() => {
    if (place === null) return;
    const mine = waiting.pop() ?? newBox(place);
    standing.current = mine;
    host.current?.append(mine.root);
    mine.box.stands();
    return () => void waiting.push(mine);
  }, []);
  useEffect(() => {
    if (cart !== undefined) standing.current?.box.update(cart);
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
    coupons: (coupons) => {
      const choice = (select('wc/store/cart').getCartData().extensions as Extensions).lasting?.choice ?? null;
      return coupons.map((coupon) => (choice?.code === coupon.code ? { ...coupon, label: choice.name } : coupon));
    },
  });
}
