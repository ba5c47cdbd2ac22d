import { useRef, useState } from 'preact/hooks';
import type { Offer, Reward } from '../member/answers.ts';
import { Confirm } from '../redeem/confirm.tsx';
import { HeldList } from '../redeem/held-list.tsx';
import type { SeenHeld } from '../redeem/use-held.ts';
import { Progress } from './progress.tsx';
import { useVoice, type Voice } from './voice.ts';

interface RewardsProps {
  readonly rewards: readonly Reward[];
  /** Empty for a guest, to whom only the price is told. */
  readonly offers: readonly Offer[];
  /** Null for a guest, who has nothing to redeem with. */
  readonly purse: Purse | null;
}

interface Purse {
  readonly available: number;
  readonly seen: SeenHeld;
}

/** What the member holds, then the catalogue: what each costs, and whether it is within reach or what is missing. */
export function Rewards({ rewards, offers, purse }: RewardsProps) {
  const { say } = useVoice();
  return (
    <>
      {purse !== null && <HeldList {...purse.seen} />}
      <ul class="rewards">
        {byReach(rewards, offers).map(({ reward, offer }) => (
          <Card key={reward.id} reward={reward} offer={offer} purse={purse} />
        ))}
      </ul>
      {offers.length > 0 && <p class="foot">{say('rewardsWhen')}</p>}
    </>
  );
}

interface Shown {
  readonly reward: Reward;
  readonly offer: Offer | null;
}

/** What can be had first, then what only points are missing for, then the rest; the cheapest first, as they came. */
function byReach(rewards: readonly Reward[], offers: readonly Offer[]): Shown[] {
  const far = ({ offer }: Shown) => (offer === null || offer.available ? 0 : offer.reason === 'not-enough-points' ? 1 : 2);
  const shown = rewards.map((reward) => ({ reward, offer: offers.find(({ id }) => id === reward.id) ?? null }));
  return [0, 1, 2].flatMap((distance) => shown.filter((one) => far(one) === distance));
}

function Card({ reward, offer, purse }: Shown & { readonly purse: Purse | null }) {
  const voice = useVoice();
  const says = voice.tell(reward.says);
  return (
    <li class="card">
      <div class="price">
        <h4 dir="auto">{reward.name || says}</h4>
        <span>{voice.points(reward.points)}</span>
      </div>
      {[...(same(says, reward.name) ? [] : [says]), ...terms(voice, reward)].map((term) => (
        <p key={term}>{term}</p>
      ))}
      {offer === null && reward.tiers.length > 0 && <p>{voice.say('offer.other-tier', { tiers: voice.list(reward.tiers) })}</p>}
      {offer !== null && !offer.available && <Standing reward={reward} offer={offer} />}
      {offer?.available && <Redeem reward={reward} offer={offer} purse={purse} />}
    </li>
  );
}

/** The merchant often calls a reward what we would say of it; once is enough. */
function same(says: string, name: string): boolean {
  return name === '' || says.replaceAll(/[\u2066-\u2069]/g, '') === name;
}

function terms({ say, amount, date }: Voice, { minimumOrder, onlySome, until }: Reward): string[] {
  const found: string[] = [];
  if (minimumOrder !== null) found.push(say('rewardMinimum', { amount: amount(minimumOrder) }));
  if (onlySome) found.push(say('rewardSome'));
  if (until !== null) found.push(say('earnUntil', { date: date(until) }));
  return found;
}

/** One tap asks, the next one spends. */
function Redeem({ reward, offer, purse }: Shown & { readonly offer: Offer; readonly purse: Purse | null }) {
  const { say } = useVoice();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  function close(): void {
    setOpen(false);
    button.current?.focus();
  }
  return (
    <>
      <div class="offer">
        <span class="chip done">{say('offer.available')}</span>
        {purse !== null && (
          <button type="button" class="primary" ref={button} aria-expanded={open} onClick={() => setOpen(!open)}>
            {say('redeem')}
          </button>
        )}
      </div>
      {open && purse !== null && (
        <Confirm
          reward={reward}
          offer={offer}
          available={purse.available}
          onRedeem={(steps) => purse.seen.redeem(reward, steps)}
          onClose={close}
        />
      )}
    </>
  );
}

function Standing({ reward, offer }: { readonly reward: Reward; readonly offer: Offer }) {
  const { say } = useVoice();
  if (offer.reason === 'not-enough-points')
    return (
      <Progress of={reward.points} missing={offer.missingPoints} words={say('offer.not-enough-points', { count: offer.missingPoints })} />
    );
  return <span class="chip">{closed(useVoice(), reward, offer)}</span>;
}

function closed({ say, list, date }: Voice, { tiers, from }: Reward, { reason }: Offer): string {
  if (reason === 'other-tier') return say('offer.other-tier', { tiers: list(tiers) });
  if (reason === 'not-yet' && from !== null) return say('offer.not-yet', { date: date(from) });
  return say(`offer.${reason === null || reason === 'not-yet' || reason === 'not-enough-points' ? 'not-now' : reason}`);
}
