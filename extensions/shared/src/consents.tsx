import type { ConsentAsked } from './answers.ts';
import { sayInOwnCalendar } from '../../theme/src/membership/calendar.ts';
import { birthdayOf, days, months, type Choice } from './birthday.ts';
import { useShared } from './lasting.ts';
import type { Ticks } from './ticks.ts';

interface ConsentsProps {
  readonly asked: readonly ConsentAsked[];
  readonly ticks: Ticks;
  readonly disabled?: boolean;
}

/** Boxes with exactly the words that the server keeps with a consent; whatever else there is to say stands below them. */
export function Consents({ asked, ticks, disabled = false }: ConsentsProps) {
  const { say } = useShared().voice;
  return (
    <s-stack gap="base">
      {asked.map(({ kind, wording, points, url }) => (
        <s-stack key={kind} gap="small-200">
          <s-checkbox
            name={kind}
            label={wording}
            checked={ticks.has(kind)}
            disabled={disabled}
            onChange={(event) => ticks.tick(kind, checkedIn(event))}
          />
          {(points !== null || url !== null || (kind === 'birthday' && ticks.has(kind))) && (
            <s-stack gap="small-200" paddingInlineStart="large-300">
              {points !== null && <s-text color="subdued">{say('consent.earns', { count: points })}</s-text>}
              {url !== null && (
                <s-link href={url} target="_blank">
                  {say('consent.terms')}
                </s-link>
              )}
              {kind === 'birthday' && ticks.has(kind) && <Birthday ticks={ticks} disabled={disabled} />}
            </s-stack>
          )}
        </s-stack>
      ))}
    </s-stack>
  );
}

/** The components' types leave out whose event it is. */
const checkedIn = ({ currentTarget }: Event): boolean => (currentTarget as unknown as { readonly checked: boolean }).checked;
const valueIn = ({ currentTarget }: Event): string => (currentTarget as unknown as { readonly value: string }).value;

/** Two lists: Shopify's date field always has a year. */
function Birthday({ ticks, disabled }: Required<Omit<ConsentsProps, 'asked'>>) {
  const { say, language } = useShared().voice;
  const birthday = birthdayOf(ticks.month, ticks.day);
  const own = birthday === null ? null : sayInOwnCalendar(language.format, birthday, Date.now());
  const error = ticks.unclear ? say('consent.dateMissing') : '';
  const lists: readonly [part: 'month' | 'day', choices: readonly Choice[], error: string][] = [
    ['month', months(language), error],
    ['day', days(language, ticks.month), ''],
  ];
  return (
    <s-stack gap="small-200">
      <s-stack direction="inline" gap="base">
        {lists.map(([part, choices, wrong]) => (
          <s-select
            key={part}
            name={part}
            label={say(`consent.${part}`)}
            placeholder={say('consent.choose')}
            value={ticks[part]}
            error={wrong}
            disabled={disabled}
            onChange={(event) => ticks.choose(part, valueIn(event))}
          >
            {choices.map(({ value, text }) => (
              <s-option key={value} value={value}>
                {text}
              </s-option>
            ))}
          </s-select>
        ))}
      </s-stack>
      {own !== null && <s-text color="subdued">{say('panel.birthdayThisYear', { date: own })}</s-text>}
    </s-stack>
  );
}
