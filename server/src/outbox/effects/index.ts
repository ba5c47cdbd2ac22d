// Everything that can be done in a store: one line each.
import type { EffectKind, EffectKinds } from '../effect.ts';
import { giveGiftCard } from './give-gift-card.ts';
import { giveStoreCredit } from './give-store-credit.ts';
import { makeCode } from './make-code.ts';
import { removeCode } from './remove-code.ts';
import { writeMarketingConsent } from './write-marketing-consent.ts';

const KINDS: readonly EffectKind[] = [makeCode, removeCode, giveGiftCard, giveStoreCredit, writeMarketingConsent];

/** `more`: kinds that need something of the product to know what to do. */
export function effectKinds(...more: readonly EffectKind[]): EffectKinds {
  return Object.fromEntries([...KINDS, ...more].map((kind) => [kind.kind, kind]));
}
