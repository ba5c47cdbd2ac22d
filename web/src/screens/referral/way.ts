// The way of a referral as steps: those it has gone, the one it stands at, and those still ahead of it.
import type { referrals } from '#contract/index.ts';

type Detail = referrals.ReferralDetail;
type State = Detail['state'];

export interface WayStep {
  readonly state: State;
  /** `ended`: it stands there, and goes no further by itself. */
  readonly where: 'gone' | 'here' | 'ended' | 'ahead';
  /** Null: it did not happen yet, or nobody wrote down when. */
  readonly at: string | null;
}

const ENDS: ReadonlySet<State> = new Set(['rewarded', 'refused', 'clawed-back', 'lapsed']);

/** The steps that it took or may still take, in their order; a review only where there was one. */
export function wayOf(detail: Detail): readonly WayStep[] {
  const steps = stepsOf(detail);
  const here = steps.indexOf(detail.state);
  return steps.map((state, index) => ({
    state,
    where: index < here ? 'gone' : index > here ? 'ahead' : ENDS.has(state) ? 'ended' : 'here',
    at: index === here ? detail.since : index < here ? passedAt(detail, state) : null,
  }));
}

function stepsOf(detail: Detail): State[] {
  const { state, claim, judged } = detail;
  const reviewed = state === 'in-review' || detail.decision !== null || judged?.verdict === 'review';
  const usual: State[] = ['invited', 'claimed', 'ordered', ...(reviewed ? (['in-review'] as const) : []), 'on-hold', 'rewarded'];
  if (state === 'clawed-back') return [...withoutMissing(usual, detail), state];
  if (state === 'refused' || state === 'lapsed') {
    const gone: State[] = ['invited', ...(claim ? (['claimed'] as const) : []), ...(judged ? (['ordered'] as const) : [])];
    return [...gone, ...(reviewed ? (['in-review'] as const) : []), state];
  }
  return withoutMissing(usual, detail);
}

/** Whoever bought without asking for the code never claimed one. */
function withoutMissing(steps: readonly State[], { claim, judged }: Detail): State[] {
  return steps.filter((state) => state !== 'claimed' || claim !== null || judged === null);
}

function passedAt(detail: Detail, state: State): string | null {
  if (state === 'invited') return detail.touches[0]?.at ?? detail.createdAt;
  if (state === 'claimed') return detail.claim?.at ?? null;
  if (state === 'ordered') return detail.judged?.at ?? null;
  return state === 'in-review' ? (detail.decision?.at ?? null) : null;
}
