import { couponSiteOf } from '../coupon-sites.ts';
import type { Signal } from '../signal.ts';

/** 60: a page of codes knows nobody; the shop pays an advocate for what an advertiser did. A person decides, because add-ons leave such a referrer too. */
export const couponSite: Signal = {
  name: 'coupon-site',
  look: ({ source }) => {
    const site = source.referrer === null ? null : couponSiteOf(source.referrer);
    return site === null ? null : { weight: 60, seen: { site } };
  },
};
