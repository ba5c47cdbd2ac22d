// Whatever the server may say of a referral has words in every language.
import { describe, expect, it } from 'vitest';
import { admin, referrals } from '#contract/index.ts';
import { signalWords } from '../src/screens/referral/signal-words.ts';
import { wordsIn } from './render-app.tsx';
import { fromServer } from './server-source.ts';

interface SignalFile {
  readonly SIGNALS: readonly { readonly name: string }[];
}
interface EvidenceFile {
  readonly MISSING: readonly string[];
  readonly EMAIL_LIKENESS: readonly string[];
}

const [{ SIGNALS }, { MISSING, EMAIL_LIKENESS }] = await Promise.all([
  fromServer(import.meta.glob<SignalFile>('../../server/src/loyalty/referrals/fraud/signals/index.ts')),
  fromServer(import.meta.glob<EvidenceFile>('../../server/src/loyalty/referrals/fraud/evidence.ts')),
]);
const KNOWN_BY = ['customer', 'email', 'phone', 'history', 'store'];
/** Of `VoucherStage` on the server. */
const STAGES = ['asked', 'ready', 'removing', 'removed', 'used', 'refused'];
const ABOUT = ['member', 'email', 'phone', 'shipping', 'billing', 'address', 'network', 'device', 'payment', 'name'];

describe.each(['en', 'fa', 'he'] as const)('what is said of referrals in %s', (locale) => {
  const words = wordsIn(locale);
  const missing = (keys: readonly string[]): string[] => keys.filter((key) => words.maybe(key) === null);

  it('has words for every state, reason and channel', () => {
    const { referralState, referralReason, shareChannel, attributedBy } = referrals;
    expect(missing(referralState.options.flatMap((state) => [`referral-state.${state}`, `referral-state.${state}.what`]))).toEqual([]);
    expect(missing(referralReason.options.map((reason) => `referral-reason.${reason}`))).toEqual([]);
    expect(missing(shareChannel.options.map((channel) => `share-channel.${channel}`))).toEqual([]);
    expect(missing(attributedBy.options.map((by) => `attributed.${by}`))).toEqual([]);
  });

  it('has a sentence for every signal, and words for what it saw', () => {
    expect(SIGNALS.length).toBeGreaterThan(20);
    expect(missing(SIGNALS.map(({ name }) => `signal.${name}`))).toEqual([]);
    expect(missing(MISSING.map((what) => `seen.what.${what}`))).toEqual([]);
    expect(missing(EMAIL_LIKENESS.filter((one) => one === 'lookalike' || one === 'mailbox').map((one) => `seen.likeness.${one}`))).toEqual(
      [],
    );
    expect(missing(KNOWN_BY.map((by) => `seen.knownBy.${by}`))).toEqual([]);
    expect(missing(ABOUT.map((about) => `evidence.about.${about}`))).toEqual([]);
  });

  it('has words for every stage of a code that was given', () => {
    expect(missing(STAGES.map((stage) => `gave.state.${stage}`))).toEqual([]);
  });

  it('has words for everything that is done to them', () => {
    expect(missing(admin.auditAction.options.map((action) => `audit.action.${action}`))).toEqual([]);
  });
});

describe('a signal', () => {
  const said = (signal: string, seen: Record<string, string | number | boolean>): string =>
    signalWords(wordsIn('en'), { signal, weight: 10, seen });

  it('says what it saw', () => {
    expect(said('not-found-out', { what: 'counts, traces' })).toBe(
      'Could not be found out: how much came at once and traces of the browser.',
    );
    expect(said('same-as-other-friend', { email: 2, device: 1, network: 0 })).toBe(
      'Shares with other friends of this advocate: E-mail address and Device.',
    );
    expect(said('refused-before', { times: 1 })).toBe('1 friend of this advocate was refused before.');
    expect(said('coupon-site', { site: 'coupons.example' })).toBe('Came from a page that collects coupons: coupons.example.');
  });

  it('that an old page does not know is named', () => {
    expect(said('from-tomorrow', { what: 'x' })).toBe('from-tomorrow');
  });
});
