// The mark that a cart carries of the link by which somebody came: `ADA-7KQ2`, or `ADA-7KQ2;whatsapp`. Whoever buys could have written it themselves, so it
// is read strictly and only ever looked up.
import { isShareChannel, type ShareChannel } from './channel.ts';

/** Name of the cart's and the order's attribute. */
export const REFERRAL_MARK = '_lasting_ref';

export interface ReferralMark {
  /** In upper case, as links are kept. */
  readonly code: string;
  readonly channel: ShareChannel | null;
}

const MARK = /^(?<code>[A-Z0-9][A-Z0-9-]{1,38}[A-Z0-9])(?:;(?<channel>[a-z]{1,16}))?$/iu;

/** Null: it is no mark of ours. A channel that nobody knows is none. */
export function readMark(value: unknown): ReferralMark | null {
  const { code, channel } = typeof value === 'string' ? (MARK.exec(value.trim())?.groups ?? {}) : {};
  if (code === undefined) return null;
  const named = channel?.toLowerCase() ?? '';
  return { code: code.toUpperCase(), channel: isShareChannel(named) ? named : null };
}

/** Of an order's attributes, by name and value: of several marks the last one counts, as the cart's last touch. */
export function markAmong(attributes: readonly { readonly name: string; readonly value: unknown }[]): ReferralMark | null {
  const marks = attributes.flatMap(({ name, value }) => (name === REFERRAL_MARK ? (readMark(value) ?? []) : []));
  return marks.at(-1) ?? null;
}
