/** @jsxImportSource preact */
// After the purchase: what the order gives, and for the guest who placed it, an account to keep it. The shop draws an empty place and says for whom it is.
import { render } from 'preact';
import { Thanks } from './thanks.tsx';
import type { ThanksPlace } from './place.ts';

for (const place of document.querySelectorAll<HTMLElement>('.lasting-thanks')) {
  const told = place.dataset['lasting'];
  if (told !== undefined) render(<Thanks place={JSON.parse(told) as ThanksPlace} />, place);
}
