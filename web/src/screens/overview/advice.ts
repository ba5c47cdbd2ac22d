// What the merchant should do now: the server says what it saw, here are the words and the way there.
import type { admin } from '#contract/index.ts';
import type { Words } from '../../locales/words.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useSession } from '../../shell/session-context.tsx';

export interface Advice {
  readonly body: string;
  readonly label: string;
  readonly to: string;
}

export function useAdvice(figures: admin.Overview): readonly Advice[] {
  const words = useWords();
  const { store, sandbox } = useSession();
  const seen = figures.todo.flatMap((todo) => adviceFor(words, todo, store.platform) ?? []);
  return figures.members.total === 0 ? [...seen, ...firstSteps(words, sandbox?.shopUrl ?? null)] : seen;
}

/** Null for what the line of health says already, with all there is to say. */
function adviceFor({ say, formats }: Words, todo: admin.ThingToDo, platform: admin.Session['store']['platform']): Advice | null {
  switch (todo.code) {
    case 'dead-letters':
      return { body: say('advice.dead'), label: say('health.dead-action'), to: '/inbox?state=dead' };
    case 'dead-effects':
      return { body: say('advice.effects', { count: todo.count }), label: say('health.effects-action'), to: '/inbox?effects=dead' };
    case 'webhooks-silent':
      return {
        body: todo.since === null ? say('advice.silent') : say('advice.silent-since', { since: formats.dateTime(todo.since) }),
        label: say('advice.silent-action'),
        to: '/inbox',
      };
    case 'store-not-asked':
      return {
        body: say(`advice.store-${todo.kind}`, { since: formats.dateTime(todo.since) }),
        label: say('advice.store-action'),
        to: '/inbox',
      };
    case 'ledger-not-proved':
      return { body: say('advice.not-proved', { count: todo.problems }), label: say('advice.not-proved-action'), to: '/ledger' };
    case 'draft-unpublished':
      return { body: say('advice.draft', { at: formats.dateTime(todo.savedAt) }), label: say('advice.draft-action'), to: '/program' };
    case 'program-paused':
      return { body: say('advice.paused'), label: say('advice.paused-action'), to: '/program?tab=policies' };
    case 'program-scheduled':
      return {
        body: say('advice.scheduled', { version: todo.version, at: formats.dateTime(todo.at) }),
        label: say('advice.scheduled-action'),
        to: '/program?tab=versions',
      };
    case 'no-storefront-block':
      return {
        body: say(todo.reason !== null ? 'advice.block-unknown' : platform === 'shopify' ? 'advice.no-block' : 'advice.no-panel'),
        label: say('advice.no-block-action'),
        to: '/setup?step=storefront',
      };
    case 'budget-nearly-spent':
      return {
        body: say('advice.budget', { spent: todo.spent, budget: todo.budget }),
        label: say('advice.budget-action'),
        to: todo.of === null ? '/program?tab=earning' : '/program?tab=campaigns',
      };
    case 'permission-missing':
      return null;
    case 'data-files-waiting':
      return {
        body: say('advice.data-files', { count: todo.count, until: formats.dateTime(todo.until) }),
        label: say('advice.data-files-action'),
        to: '/settings?tab=privacy',
      };
    case 'referrals-in-review':
      return { body: say('advice.referrals', { count: todo.count }), label: say('advice.referrals-action'), to: '/referrals?tab=review' };
    case 'staff-waiting':
      return { body: say('advice.staff', { count: todo.count }), label: say('advice.staff-action'), to: '/settings?tab=staff' };
    case 'no-point-value':
      return { body: say('advice.no-value'), label: say('advice.no-value-action'), to: '/program?tab=rewards' };
  }
}

/** Nobody has points yet. */
function firstSteps({ say }: Words, sandboxShop: string | null): Advice[] {
  const setup = { body: say('advice.setup'), label: say('advice.setup-action'), to: '/setup' };
  if (sandboxShop === null) return [setup];
  return [setup, { body: say('advice.first-order'), label: say('shell.open-shop'), to: sandboxShop }];
}
