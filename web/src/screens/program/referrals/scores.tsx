import type { ReactNode } from 'react';
import { pathTo, useFields } from '../../../fields/fields-context.tsx';
import { asNumber, asObject } from '../../../fields/json-schema.ts';
import { CountInput } from '../../../fields/measures.tsx';
import { Stack, Text } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';

const PATH = 'referrals.thresholds';
/** A score ends at 100: from here on nothing is refused without a person. */
const NEVER = 101;
const MOST = { reviewFrom: 100, refuseFrom: NEVER } as const;

interface ScoresProps {
  readonly value: unknown;
  readonly onChange: (thresholds: unknown) => void;
}

/** From which score on a person decides, and from which on nobody has to, with what these numbers do. */
export function Scores({ value, onChange }: ScoresProps): ReactNode {
  const { say } = useWords();
  const { disabled, problems } = useFields();
  const known = asObject(value);
  const [reviewFrom, refuseFrom] = [asNumber(known['reviewFrom']), asNumber(known['refuseFrom'])];
  const backwards = reviewFrom !== null && refuseFrom !== null && refuseFrom < reviewFrom;
  return (
    <Stack>
      <p>{say('referrals-tab.scores-body')}</p>
      {(['reviewFrom', 'refuseFrom'] as const).map((name) => (
        <CountInput
          key={name}
          label={say(`param.${name}`)}
          help={name === 'refuseFrom' ? say('param.refuseFrom.help') : undefined}
          value={asNumber(known[name])}
          least={1}
          most={MOST[name]}
          disabled={disabled}
          error={backwards && name === 'refuseFrom' ? say('referrals-tab.scores-backwards') : problems.get(pathTo(PATH, name))}
          onChange={(score) => onChange({ ...known, [name]: score })}
        />
      ))}
      {reviewFrom !== null && refuseFrom !== null && !backwards && <Meaning reviewFrom={reviewFrom} refuseFrom={refuseFrom} />}
    </Stack>
  );
}

function Meaning({ reviewFrom, refuseFrom }: { readonly reviewFrom: number; readonly refuseFrom: number }): ReactNode {
  const { say } = useWords();
  return (
    <div aria-live="polite">
      <Stack gap="tight">
        <Text>{say('referrals-tab.scores-allow', { score: reviewFrom })}</Text>
        {reviewFrom < refuseFrom && <Text>{say('referrals-tab.scores-review', { score: reviewFrom })}</Text>}
        <Text>{refuseFrom === NEVER ? say('referrals-tab.scores-never') : say('referrals-tab.scores-refuse', { score: refuseFrom })}</Text>
      </Stack>
    </div>
  );
}
