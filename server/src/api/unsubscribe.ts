// The page on which somebody leaves a list of mails. Looking changes nothing, so that programs which follow every link in a mail change nothing; mailbox
// providers leave by one click (RFC 8058), which is the same POST. Whoever holds the link learns no more than which shop it is from.
import type { Express, Request, Response } from 'express';
import type { Locale } from '../contract/index.ts';
import { escapeHtml } from '../mail/layout.ts';
import { readUnsubscribe, type Leaving } from '../mail/unsubscribe-link.ts';
import { directionOf, fill, VOCABULARY, type MailVocabulary } from '../mail/words.ts';
import { callerNetwork } from './caller-address.ts';
import { limit } from './rate-limit.ts';
import { bodyReader } from './read-body.ts';
import type { Services } from './services.ts';

const PATH = '/mail/unsubscribe';
const BODY_MAX = 4_096;
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const LOCALES: readonly Locale[] = ['en', 'fa', 'he'];

type Said = 'ask' | 'stopped' | 'back' | 'invalid';

interface Shown {
  readonly locale: Locale;
  readonly said: Said;
  readonly store: string;
}

const STYLE = `body{margin:0;background:#f6f5f2;color:#202223;font:16px/1.6 system-ui,-apple-system,'Segoe UI',Tahoma,Arial,sans-serif}
main{max-inline-size:32rem;margin:0 auto;padding:15vh 1rem 3rem}
section{background:#fff;border:1px solid #e3e1dc;border-radius:12px;padding:1.5rem}
h1{font-size:1.25rem;margin:0 0 .75rem}p{margin:0 0 1.25rem}form{margin:0}
button{font:inherit;font-weight:600;padding:.7rem 1.25rem;border-radius:8px;border:1px solid #202223;background:#202223;color:#fff;cursor:pointer}
button.quiet{background:#fff;color:#202223}button:focus-visible{outline:3px solid #2c6ecb;outline-offset:2px}`;

function formOf(words: MailVocabulary['page'], said: Said): string {
  if (said === 'invalid') return '';
  const stop = said === 'ask' || said === 'back';
  const button = `<button${stop ? '' : ' class="quiet"'} name="do" value="${stop ? 'leave' : 'return'}">${escapeHtml(stop ? words.stop : words.again)}</button>`;
  return `<form method="post">${button}</form>`;
}

function page({ locale, said, store }: Shown): string {
  const words = VOCABULARY[locale].page;
  const sentence = escapeHtml(fill(words[said], { store: `\u2068${store}\u2069` }));
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(words.title)}</title><style>${STYLE}</style></head>
<body><main><section><h1>${escapeHtml(words.title)}</h1><p role="status">${sentence}</p>${formOf(words, said)}</section></main></body>
</html>
`;
}

function send(res: Response, status: number, shown: Shown): void {
  res.status(status).set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  res.type('html').send(page(shown));
}

/** Whoever has no good link may at least read why, in the language of the browser. */
function invalid(req: Request, res: Response): void {
  const locale = LOCALES.find((known) => known === req.acceptsLanguages([...LOCALES])) ?? 'en';
  send(res, 400, { locale, said: 'invalid', store: '' });
}

async function leavingOf(services: Services, req: Request): Promise<{ leaving: Leaving; store: string } | null> {
  await limit(services, 'unsubscribe', callerNetwork(req));
  const token = new URL(req.url, 'http://here').searchParams.get('t') ?? '';
  const leaving = await readUnsubscribe(token, (id) => services.storeFor(id));
  const store = leaving === null ? null : await services.storeFor(leaving.storeId);
  return leaving === null || store === null ? null : { leaving, store: store.name };
}

export function addUnsubscribe(app: Express, services: Services): void {
  const { mailWishes, persons, clock } = services;
  const readBody = bodyReader(BODY_MAX);
  app.get(PATH, async (req, res) => {
    const known = await leavingOf(services, req);
    if (known === null) return invalid(req, res);
    const { leaving, store } = known;
    const left = await mailWishes.hasLeft(leaving.storeId, leaving.memberId, leaving.list);
    send(res, 200, { locale: leaving.locale, said: left ? 'stopped' : 'ask', store });
  });
  app.post(PATH, async (req, res) => {
    const known = await leavingOf(services, req);
    if (known === null) return invalid(req, res);
    const { storeId, memberId, list, locale } = known.leaving;
    // Whatever a mailbox provider sends means leaving; only our own other button means the opposite.
    const back = new URLSearchParams((await readBody(req, res)).toString('utf8')).get('do') === 'return';
    // Who was merged meanwhile gets mail under the other name.
    for (const who of new Set([memberId, await persons.present(storeId, memberId)])) {
      if (back) await mailWishes.back(storeId, who, list);
      else await mailWishes.leave(storeId, who, list, clock());
    }
    send(res, 200, { locale, said: back ? 'back' : 'stopped', store: known.store });
  });
}
