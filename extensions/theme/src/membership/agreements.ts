// What the member tells the shop about their membership: agree, take it back, leave, join again. What follows is read from the shop, never assumed.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ConsentAsked, ConsentKind, Membership } from '../member/answers.ts';
import { send, type Sent } from '../member/send.ts';
import type { MemberSource } from '../member/source.ts';
import { askedFor, givenFor } from './known.ts';

export interface Agreements {
  /** `birthday`: of a birthday only, as 03-21. */
  readonly agree: (asked: ConsentAsked, birthday?: string) => Promise<Sent>;
  readonly takeBack: (kind: ConsentKind) => Promise<Sent>;
  readonly leave: (membership: Membership) => Promise<Sent>;
  readonly join: (membership: Membership) => Promise<Sent>;
}

export function agreementsWith(source: MemberSource, proxy: string, locale: string): Agreements {
  /** Also after a refusal: what was shown is then not what holds any more. */
  async function tell(path: string, body: object): Promise<Sent> {
    const sent = await send(`${proxy}/${path}`, body);
    if (sent.kind !== 'failed') await source.refresh(true);
    return sent;
  }
  const consents = (change: object) => tell('consents', { locale, surface: 'panel', ...change });
  const membership = (action: 'join' | 'leave', shown: Membership) =>
    tell('membership', { locale, surface: 'panel', action, termsVersion: termsOf(shown) });
  return {
    agree: ({ kind, version }, birthday) => consents({ give: [{ kind, version, ...(birthday ? { birthday } : {}) }] }),
    takeBack: (kind) => consents({ takeBack: [kind] }),
    leave: (shown) => membership('leave', shown),
    join: (shown) => membership('join', shown),
  };
}

const termsOf = (membership: Membership): string | null =>
  (askedFor(membership, 'terms') ?? givenFor(membership, 'terms'))?.version ?? null;

const AgreementsContext = createContext<Agreements | null>(null);
export const AgreementsProvider = AgreementsContext.Provider;

export function useAgreements(): Agreements {
  const agreements = useContext(AgreementsContext);
  if (agreements === null) throw new Error('The panel was rendered without a way to agree');
  return agreements;
}
