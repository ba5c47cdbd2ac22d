// Whose cart it is. Only somebody who has signed in is believed: an e-mail address that is typed at checkout may be somebody else's.
import type { Input } from './api.ts';
import type { Language, Level } from './configuration.ts';

/** Null: a guest, or somebody without a level that the configuration knows. */
export function levelOf({ cart }: Input, levels: readonly Level[]): Level | null {
  const buyer = cart.buyerIdentity;
  if (buyer?.isAuthenticated !== true) return null;
  const id = buyer.customer?.metafield?.value;
  return levels.find((level) => level.id === id) ?? null;
}

/** What the cart says beside the discount: the level's name in the buyer's language, else in the first there is. */
export function messageFor({ localization }: Input, { names }: Level): string {
  const language = localization.language.isoCode.slice(0, 2).toLowerCase() as Language;
  return names[language] ?? names.en ?? names.fa ?? names.he ?? '';
}
