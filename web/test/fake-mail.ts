// What the fake server knows of mail: settings with a revision, templates, and what became of mails.
import { admin } from '#contract/index.ts';
import { daysAgo } from './sample-data.ts';
import { CONFLICT } from './fake-program.ts';
import type { Refusal } from './fake-server.ts';

export interface FakeMail {
  mail: admin.Mail;
  tested: admin.MailTested;
}

const OURS = {
  en: { subject: '{{ points }} at {{ store }}: use by {{ day }}', body: 'You have {{ points }}.\n\n[See what you can get]({{ shop }})' },
  fa: { subject: 'مهلت {{ points }} شما', body: 'از {{ points }} خود تا {{ day }} استفاده کنید.' },
  he: { subject: 'התוקף של {{ points }}', body: 'אפשר להשתמש ב־{{ points }} עד {{ day }}.' },
};

export function fakeMail(): FakeMail {
  const none = { queued: 0, sent: 0, bounced: 0, suppressed: 0, unsubscribed: 0, other: 0 };
  return {
    mail: {
      revision: 3,
      values: {
        sender: { name: 'Birch & Bean', replyTo: null },
        own: null,
        expiring: { on: true, days: 7 },
        waiting: { on: true, afterHours: 24 },
        reminder: { on: false, afterDays: 7 },
        guestsExpiring: { on: false },
        friendCode: { on: false },
        friendBought: { on: false },
        friendCounted: { on: false },
        words: {},
      },
      savedAt: daysAgo(2),
      by: 'operator',
      templates: [
        { name: 'points-waiting', variables: ['points', 'claim', 'name', 'store', 'shop'], words: OURS },
        { name: 'points-expiring', variables: ['points', 'day', 'name', 'store', 'shop'], words: OURS },
      ],
      since: '2026-08-23',
      days: [
        { ...none, day: '2026-11-19', template: 'points-expiring', queued: 20, sent: 17, bounced: 1, suppressed: 2 },
        { ...none, day: '2026-11-20', template: 'points-expiring', queued: 11, sent: 11 },
      ],
      left: 3,
    },
    tested: { outcome: 'sent', detail: null },
  };
}

interface Asked {
  readonly body: unknown;
}

type Answer = (state: FakeMail, asked: Asked) => unknown;

/** As the real server: words that Liquid cannot read are not kept. */
function problemOf({ words }: { readonly words: admin.MailWordsShown }): admin.MailPreview['problem'] {
  const field = (['subject', 'body'] as const).find((one) => words[one].includes('{{ nothing'));
  return field === undefined ? null : { field, detail: 'undefined variable: nothing, line:1, col:4' };
}

export const MAIL_ANSWERS = {
  mail: (state) => state.mail,
  saveMail(state, { body }): admin.Mail | typeof CONFLICT | Refusal {
    const { values, expectedRevision } = admin.saveMail.parse(body);
    if (expectedRevision !== state.mail.revision) return CONFLICT;
    for (const [name, languages] of Object.entries(values.words)) {
      for (const [locale, words] of Object.entries(languages)) {
        const problem = problemOf({ words });
        if (problem) return { status: 400, code: 'invalid-input', field: `values.words.${name}.${locale}.${problem.field}` };
      }
    }
    const { own, ...shared } = values;
    const shown = own === null ? null : shownServer(own);
    state.mail = {
      ...state.mail,
      revision: expectedRevision + 1,
      values: { ...shared, own: shown },
      by: own === null ? 'operator' : 'own',
    };
    return state.mail;
  },
  previewMail(_, { body }) {
    const asked = admin.previewMail.parse(body);
    const problem = problemOf(asked);
    if (problem !== null) return { composed: null, problem };
    const said = (text: string): string => text.replaceAll('{{ points }}', '120 points');
    const text = said(asked.words.body);
    const html = `<!doctype html><html lang="${asked.locale}"><head><title>Mail</title></head><body><p>${text}</p></body></html>`;
    return { composed: { subject: said(asked.words.subject), text, html }, problem: null };
  },
  testMail: (state) => state.tested,
} as const satisfies Record<string, Answer>;

function shownServer({ password, ...own }: NonNullable<admin.SaveMail['values']['own']>): admin.MailValuesShown['own'] {
  return { ...own, hasPassword: password !== null };
}
