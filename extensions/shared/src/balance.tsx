import { tierFacts } from '../../theme/src/panel/tier-facts.ts';
import type { Member, StorefrontProgram } from './answers.ts';
import { useShared } from './lasting.ts';
import type { Voice } from './voice.ts';

interface BalanceProps {
  readonly member: Member;
  readonly levels: StorefrontProgram['levels'];
  /** In checkout only what can be used now is of interest. */
  readonly brief?: boolean;
}

/** The number first, then what it is worth, what waits and what runs out, each with its date. */
export function Balance({ member, levels, brief = false }: BalanceProps) {
  const { voice } = useShared();
  return (
    <s-stack gap="small-200">
      <s-heading>{voice.points(member.available)}</s-heading>
      {facts(voice, member, brief ? null : levels).map((fact) => (
        <s-text key={fact} color="subdued">
          {fact}
        </s-text>
      ))}
    </s-stack>
  );
}

function facts({ panel }: Voice, member: Member, levels: StorefrontProgram['levels'] | null): string[] {
  const { say, date, money } = panel;
  const { available, worth, pending, nextPendingAt, nextExpiry, tier } = member;
  const found: string[] = [];
  if (available < 0) found.push(say('deficit'));
  if (available > 0 && worth !== null) found.push(say('worth', { amount: money(worth) }));
  if (pending > 0 && nextPendingAt !== null) found.push(say('pendingOn', { count: pending, date: date(nextPendingAt) }));
  if (pending > 0 && nextPendingAt === null) found.push(say('pending', { count: pending }));
  if (levels === null) return found;
  if (nextExpiry !== null) found.push(say('expiryOn', { count: nextExpiry.points, date: date(nextExpiry.at) }));
  return tier ? [...found, ...tierFacts(panel, tier, levels)] : found;
}
