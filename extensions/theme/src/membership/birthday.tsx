// A month and a day, in the calendar that the shop keeps them in; nobody has to tell a year.
import { useId, useRef, useState } from 'preact/hooks';
import type { ConsentAsked, Membership } from '../member/answers.ts';
import { useVoice } from '../panel/voice.ts';
import { useAgreements } from './agreements.ts';
import { Choice } from './choice.tsx';
import { dayCount, dayNames, monthNames, sayBirthday, sayInOwnCalendar } from './calendar.ts';
import { Earns } from './earns.tsx';
import { askedFor, givenFor } from './known.ts';
import { useLostFocus } from './lost-focus.ts';
import { Told } from './told.tsx';
import { useTelling, type Telling } from './use-telling.ts';

export function Birthday({ membership }: { readonly membership: Membership }) {
  const { say } = useVoice();
  const telling = useTelling();
  const [given, asked] = [givenFor(membership, 'birthday'), askedFor(membership, 'birthday')];
  const heading = useRef<HTMLHeadingElement>(null);
  useLostFocus(heading, given === null);
  if (given === null && asked === null) return null;
  return (
    <div class="card">
      <h5 tabIndex={-1} ref={heading}>
        {say('birthday')}
      </h5>
      {given === null && asked !== null && <Asking asked={asked} telling={telling} />}
      {given !== null && <Given birthday={membership.birthday} at={given.at} telling={telling} />}
      <Told telling={telling} />
    </div>
  );
}

interface GivenProps {
  readonly birthday: string | null;
  readonly at: string;
  readonly telling: Telling;
}

function Given({ birthday, at, telling }: GivenProps) {
  const { say, date, language } = useVoice();
  const { takeBack } = useAgreements();
  return (
    <>
      {birthday !== null && <p class="chosen">{sayBirthday(language.format, birthday)}</p>}
      <OwnCalendar birthday={birthday} />
      <p>{say('agreedOn', { date: date(at) })}</p>
      <div class="actions">
        <button
          type="button"
          class="plain"
          aria-disabled={telling.busy}
          onClick={() => void telling.tell(() => takeBack('birthday'), 'memberTakenBack')}
        >
          {say('birthdayRemove')}
        </button>
      </div>
    </>
  );
}

interface AskingProps {
  readonly asked: ConsentAsked;
  readonly telling: Telling;
}

function Asking({ asked, telling }: AskingProps) {
  const { say, language } = useVoice();
  const { agree } = useAgreements();
  const [month, setMonth] = useState('');
  const [wanted, setDay] = useState('');
  const [missing, setMissing] = useState(false);
  const id = useId();
  const days = dayCount(month);
  // A day that the month does not have is chosen again, never turned into another one.
  const day = Number(wanted) > days ? '' : wanted;
  function save(): void {
    setMissing(month === '' || day === '');
    if (month !== '' && day !== '') void telling.tell(() => agree(asked, `${month}-${day}`), 'memberSaved');
  }
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} dir="auto">
        {asked.wording}
      </p>
      <Earns points={asked.points} />
      <div class="choices">
        <Choice
          label={say('birthdayMonth')}
          names={monthNames(language.format)}
          value={month}
          wrong={missing && month === ''}
          onChoose={setMonth}
        />
        <Choice
          label={say('birthdayDay')}
          names={dayNames(language.format, days)}
          value={day}
          wrong={missing && day === ''}
          onChoose={setDay}
        />
      </div>
      <OwnCalendar birthday={month === '' || day === '' ? null : `${month}-${day}`} />
      <p class={missing ? 'refusal' : 'quiet-text'} role="alert">
        {missing ? say('birthdayMissing') : ''}
      </p>
      <div class="actions">
        <button type="button" class="secondary" aria-disabled={telling.busy} onClick={save}>
          {say(telling.busy ? 'redeemBusy' : 'birthdaySave')}
        </button>
      </div>
    </div>
  );
}

function OwnCalendar({ birthday }: { readonly birthday: string | null }) {
  const { say, language } = useVoice();
  const date = birthday && sayInOwnCalendar(language.format, birthday, Date.now());
  return date ? <p>{say('birthdayThisYear', { date })}</p> : null;
}
