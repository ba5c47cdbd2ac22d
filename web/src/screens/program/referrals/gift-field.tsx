import type { ReactNode } from 'react';
import { pathTo, useFields } from '../../../fields/fields-context.tsx';
import { asNumber, asObject, asText } from '../../../fields/json-schema.ts';
import { PointsInput } from '../../../fields/measures.tsx';
import { SelectField, Stack, Text, TextLink } from '../../../kit/index.ts';
import { textIn } from '../../../locales/localised.ts';
import { useWords } from '../../../locales/words-context.tsx';
import type { Entry } from '../terms.ts';
import type { Giveable } from './giveable.ts';
import { rewardName } from './referral-words.ts';

const KINDS = ['nothing', 'points', 'reward'] as const;
type GiftKind = (typeof KINDS)[number];

interface GiftFieldProps {
  readonly label: string;
  readonly value: unknown;
  readonly path: string;
  readonly giveable: Giveable;
  /** The program, whose rewards are named. */
  readonly terms: unknown;
  readonly onChange: (gift: unknown) => void;
}

/** Nothing, points, or a reward of the catalogue that is a code. */
export function GiftField({ label, value, path, onChange, ...around }: GiftFieldProps): ReactNode {
  const { say } = useWords();
  const { disabled, problems } = useFields();
  const gift = asObject(value);
  const kind = KINDS.find((one) => one === gift['kind']) ?? 'nothing';
  return (
    <Stack>
      <SelectField
        label={label}
        value={kind}
        options={KINDS.map((one) => ({ value: one, label: say(`option.gift.${one}`) }))}
        disabled={disabled}
        error={problems.get(path)}
        onChange={(chosen) => onChange(firstOf(KINDS.find((one) => one === chosen) ?? 'nothing', around.giveable))}
      />
      {kind === 'points' && (
        <PointsInput
          label={say('referrals-tab.how-many')}
          value={asNumber(gift['points'])}
          least={1}
          disabled={disabled}
          error={problems.get(pathTo(path, 'points'))}
          onChange={(points) => onChange({ kind, points })}
        />
      )}
      {kind === 'reward' && (
        <RewardChoice
          {...around}
          chosen={asText(gift['rewardId'])}
          error={problems.get(pathTo(path, 'rewardId'))}
          onChange={(rewardId) => onChange({ kind, rewardId })}
        />
      )}
    </Stack>
  );
}

function firstOf(kind: GiftKind, { can }: Giveable): unknown {
  if (kind === 'points') return { kind, points: null };
  return kind === 'reward' ? { kind, rewardId: asText(can[0]?.id) } : { kind };
}

interface RewardChoiceProps extends Pick<GiftFieldProps, 'giveable' | 'terms'> {
  readonly chosen: string;
  readonly error: string | undefined;
  readonly onChange: (rewardId: string) => void;
}

/** What cannot be given is said, with the reason, instead of being left out in silence. */
function RewardChoice({ chosen, error, giveable, terms, onChange }: RewardChoiceProps): ReactNode {
  const words = useWords();
  const { say, formats } = words;
  const { disabled } = useFields();
  const { can, withoutCode } = giveable;
  const known = can.some(({ id }) => id === chosen);
  const nameOf = (reward: Entry): string => textIn(words.locale, asObject(reward.name)) || asText(reward.id);
  const options = can.map((reward) => ({ value: asText(reward.id), label: nameOf(reward) }));
  const other =
    chosen === '' ? { value: '', label: say('field.choose') } : { value: chosen, label: say('referrals-tab.not-to-give', { reward: rewardName(words, terms, chosen) }) }; // prettier-ignore
  return (
    <>
      <SelectField
        label={say('referrals-tab.which-reward')}
        value={chosen}
        options={known ? options : [other, ...options]}
        disabled={disabled}
        error={error ?? (known || chosen === '' ? undefined : say('draft-problem.unknown-reward'))}
        help={say('referrals-tab.reward-help')}
        onChange={onChange}
      />
      {can.length === 0 && (
        <Text>
          {say('referrals-tab.no-reward')} <TextLink to="/program?tab=rewards">{say('referrals-tab.no-reward-action')}</TextLink>
        </Text>
      )}
      {withoutCode.length > 0 && (
        <Text size="small" tone="subdued">
          {say('referrals-tab.without-code', { rewards: formats.list(withoutCode.map(nameOf)) })}
        </Text>
      )}
    </>
  );
}
