// The style sheets of every page, in the order in which later ones win.
import { html } from './html.ts';

export const styles = html`<link rel="stylesheet" href="/assets/shop.css" />
  <link rel="stylesheet" href="/assets/buying.css" />
  <link rel="stylesheet" href="/assets/mailbox.css" />
  <link rel="stylesheet" href="/assets/store-admin.css" />
  <link rel="stylesheet" href="/assets/faults.css" />
  <link rel="stylesheet" href="/assets/device.css" />`;
