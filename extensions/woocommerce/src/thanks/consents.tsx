/** @jsxImportSource preact */
// Boxes with exactly the words that the server keeps with a consent. None is ticked before somebody ticks it.
import type { ConsentAsked } from '../../../shared/src/answers.ts';
import { birthdayOf, days, months, type Choice } from '../../../shared/src/birthday.ts';
import type { Ticks } from '../../../shared/src/ticks.ts';
import type { Voice } from '../../../shared/src/voice.ts';
import { sayInOwnCalendar } from '../../../theme/src/membership/calendar.ts';

interface ConsentsProps {
  readonly asked: readonly ConsentAsked[];
  readonly ticks: Ticks;
  readonly voice: Voice;
}

export function Consents({ asked, ticks, voice }: ConsentsProps) {
  const { say } = voice;
  if (asked.length === 0) return null;
  return (
    <fieldset>
      <legend class="lasting-small">{say('consent.free')}</legend>
      {asked.map(({ kind, wording, points, url }) => (
        <div key={kind}>
          <label class="lasting-tick">
            <input type="checkbox" checked={ticks.has(kind)} onChange={(event) => ticks.tick(kind, event.currentTarget.checked)} />
            <span>{wording}</span>
          </label>
          <div class="lasting-below">
            {points !== null && <p class="lasting-small">{say('consent.earns', { count: points })}</p>}
            {url !== null && (
              <p class="lasting-small">
                <a href={url} target="_blank" rel="noopener">
                  {say('consent.terms')}
                </a>
              </p>
            )}
            {kind === 'birthday' && ticks.has(kind) && <Birthday ticks={ticks} voice={voice} />}
          </div>
        </div>
      ))}
    </fieldset>
  );
}

function Birthday({ ticks, voice: { say, language } }: Omit<ConsentsProps, 'asked'>) {
  const birthday = birthdayOf(ticks.month, ticks.day);
  const own = birthday === null ? null : sayInOwnCalendar(language.format, birthday, Date.now());
  const lists: readonly (readonly [part: 'month' | 'day', choices: readonly Choice[]])[] = [
    ['month', months(language)],
    ['day', days(language, ticks.month)],
  ];
  return (
    <>
      <div class="lasting-date">
        {lists.map(([part, choices]) => (
          <label key={part}>
            {say(`consent.${part}`)}
            <select value={ticks[part]} aria-invalid={ticks.unclear} onChange={(event) => ticks.choose(part, event.currentTarget.value)}>
              <option value="">{say('consent.choose')}</option>
              {choices.map(({ value, text }) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      {ticks.unclear && (
        <p class="lasting-wrong" role="alert">
          {say('consent.dateMissing')}
        </p>
      )}
      {own !== null && <p class="lasting-small">{say('panel.birthdayThisYear', { date: own })}</p>}
    </>
  );
}
