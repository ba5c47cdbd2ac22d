import type { ComponentChildren } from 'preact';
import { useVoice, type WordKey } from './voice.ts';

const QUESTIONS: readonly (readonly [question: WordKey, answer: WordKey])[] = [
  ['helpEarnQ', 'helpEarnA'],
  ['helpWhenQ', 'helpWhenA'],
  ['helpReturnQ', 'helpReturnA'],
  ['helpExpiryQ', 'helpExpiryA'],
  ['helpWhyQ', 'helpWhyA'],
];

interface HelpProps {
  readonly member: boolean;
  /** What stands below the questions. */
  readonly children?: ComponentChildren;
}

export function Help({ member, children }: HelpProps) {
  const { say } = useVoice();
  // The last one sends the reader to the history, which a guest does not have.
  const asked = member ? QUESTIONS : QUESTIONS.slice(0, -1);
  return (
    <>
      <h4 class="quiet-text">{say('helpTitle')}</h4>
      {asked.map(([question, answer], index) => (
        <details key={question} open={index === 0}>
          <summary>{say(question)}</summary>
          <p>{say(answer)}</p>
        </details>
      ))}
      {children}
    </>
  );
}
