// What PHP says of the page and of the cart. The shapes are those of Lasting_Cart_View.

/** The same for as long as the page stands. */
export interface Place {
  readonly server: string;
  readonly language: string;
  /** Of the shop. */
  readonly currency: string;
  readonly signedIn: boolean;
  readonly signIn: string;
  /** The address of WooCommerce's own AJAX, with %%endpoint%% in it. */
  readonly ajax: string;
}

export interface Choice {
  readonly name: string;
  readonly points: number;
  readonly code: string;
  readonly rewardId: string;
}

/** Changes with the cart. */
export interface CartNow {
  readonly choice: Choice | null;
  /** What happened to the choice by itself; empty: nothing. */
  readonly word: string;
  /** The goods after other discounts, in the smallest unit of the currency. */
  readonly goodsMinor: number;
}

/** How a reward comes into the cart and leaves it: by the Store API in blocks, by WooCommerce's AJAX in classic pages. Rejects with words for the shopper. */
export interface Ways {
  readonly choose: (rewardId: string, steps: number) => Promise<void>;
  readonly drop: () => Promise<void>;
}

/** Words of the shop, where it said no. */
export class Refused extends Error {}

/** Whoever else shows what is in the cart hears of a change. */
export const CHANGED = 'lasting:choice';

export const addressOf = (place: Place, endpoint: string): string => place.ajax.replace('%%endpoint%%', endpoint);
