import type { ConsentGiven, ConsentKind, Membership } from '../../../shared/src/answers.ts';
import { sayBirthday } from '../../../theme/src/membership/calendar.ts';
import { useShared } from '../../../shared/src/lasting.ts';
import type { Voice } from '../../../shared/src/voice.ts';
import type { Agreeing } from './agreeing.ts';

interface GivenProps {
  readonly membership: Membership;
  readonly agreeing: Agreeing;
}

/** Terms are not taken back one by one: who no longer agrees to them leaves. */
const BACK: Record<ConsentKind, string | null> = { terms: null, newsletter: 'member.stopNewsletter', birthday: 'member.forgetBirthday' };

/** What holds, since when, and the way back. */
export function Given({ membership, agreeing }: GivenProps) {
  const { voice } = useShared();
  const { say, date } = voice;
  const given = latest(membership.consents);
  if (given.length === 0) return null;
  return (
    <s-stack gap="base">
      <s-text type="strong">{say('member.agreed')}</s-text>
      {given.map(({ kind, at }) => {
        const back = BACK[kind];
        return (
          <s-stack key={kind} direction="inline" gap="base" justifyContent="space-between" alignItems="center">
            <s-stack gap="small-200">
              <s-text>{nameOf(voice, kind, membership.birthday)}</s-text>
              <s-text color="subdued">{say('member.since', { date: date(at) })}</s-text>
            </s-stack>
            {back !== null && (
              <s-button
                variant="secondary"
                loading={agreeing.busy === kind}
                disabled={agreeing.busy !== null && agreeing.busy !== kind}
                onClick={() => void agreeing.takeBack(kind)}
              >
                {say(back)}
              </s-button>
            )}
          </s-stack>
        );
      })}
    </s-stack>
  );
}

function nameOf({ say, language }: Voice, kind: ConsentKind, birthday: string | null): string {
  if (kind !== 'birthday') return say(`member.${kind}`);
  return birthday === null ? say('member.birthdayPlain') : say('member.birthday', { date: sayBirthday(language.format, birthday) });
}

/** Terms may have been agreed to in several versions; the last one holds. */
function latest(consents: readonly ConsentGiven[]): ConsentGiven[] {
  const found = new Map<ConsentKind, ConsentGiven>();
  for (const one of consents.toSorted((first, second) => first.at.localeCompare(second.at))) found.set(one.kind, one);
  return (['terms', 'newsletter', 'birthday'] as const).flatMap((kind) => found.get(kind) ?? []);
}
