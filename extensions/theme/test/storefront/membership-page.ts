// A panel at its help, where the membership is, of a shop that does what it is told.
import { waitFor } from '@testing-library/dom';
import { expect } from 'vitest';
import type { Membership } from '../../src/member/answers.ts';
import { answerWith, me, openPage, type Answers } from './shop-page.ts';

const agreedAt = '2026-11-03T10:00:00Z';
export const given = (kind: 'newsletter' | 'birthday' | 'terms') =>
  ({ kind, version: `${kind}-1`, at: agreedAt, surface: 'panel' }) as const;

/** The next answer about the member is `after`. */
export async function openMembership(
  before: Membership,
  after: Membership = before,
  answers: Answers = {},
  data: Record<string, string> = {},
) {
  let now = before;
  const done = () => ((now = after), {});
  const stub = answerWith({ me: () => me({ membership: now }), consents: done, membership: done, ...answers });
  const page = openPage(data);
  await page.open();
  const help = await waitFor(() => page.shadow.querySelector<HTMLElement>('#tab-help') ?? Promise.reject(new Error('no help')));
  help.click();
  await waitFor(() => expect(page.shadow.querySelector('#membership')).not.toBeNull());
  const button = (name: string) => page.inside.getByRole('button', { name });
  const choose = async (label: string, value: string) => {
    const list = page.inside.getByLabelText<HTMLSelectElement>(label);
    list.value = value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    // Until it is drawn, as nobody taps before.
    await new Promise((drawn) => setTimeout(drawn));
  };
  return { ...page, stub, button, choose };
}
