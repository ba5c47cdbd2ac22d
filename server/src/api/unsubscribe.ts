// The page on which somebody leaves a list of mails. Looking changes nothing, so that programs which follow every link in a mail change nothing; mailbox
// providers leave by one click (RFC 8058), which is the same POST. Whoever holds the link learns no more than which shop it is from.
import type { Express, Request, Response } from 'express';
import type { Locale } from '../contract/index.ts';
import { readUnsubscribe, type Leaving } from '../mail/unsubscribe-link.ts';
import type { MailList } from '../mail/templates/template.ts';
import { fill, VOCABULARY, type MailVocabulary } from '../mail/words.ts';
import { callerNetwork } from './caller-address.ts';
import { isolated, localeOf, sendPage, tokenOf, type PageButton } from './mail-page.ts';
import { limit } from './rate-limit.ts';
import { bodyReader } from './read-body.ts';
import type { Services } from './services.ts';

const PATH = '/mail/unsubscribe';
const BODY_MAX = 4_096;

type Said = 'ask' | 'stopped' | 'back' | 'invalid';

interface Shown {
  readonly locale: Locale;
  /** Null: nobody knows which. */
  readonly list: MailList | null;
  readonly said: Said;
  readonly store: string;
}

function buttonOf(words: MailVocabulary['page'], said: Said): PageButton | null {
  if (said === 'invalid') return null;
  const stop = said === 'ask' || said === 'back';
  return { words: stop ? words.stop : words.again, value: stop ? 'leave' : 'return', quiet: !stop };
}

/** Invitations are no reminder of points. */
function wordsOf({ locale, list }: Shown): MailVocabulary['page'] {
  const { page, invitations } = VOCABULARY[locale];
  return list === 'referrals' ? { ...page, ...invitations } : page;
}

function send(res: Response, status: number, shown: Shown): void {
  const { locale, said, store } = shown;
  const words = wordsOf(shown);
  const paragraphs = [fill(words[said], { store: isolated(store) })];
  sendPage(res, status, { locale, title: words.title, paragraphs, button: buttonOf(words, said) });
}

const invalid = (req: Request, res: Response): void => send(res, 400, { locale: localeOf(req), list: null, said: 'invalid', store: '' });

async function leavingOf(services: Services, req: Request): Promise<{ leaving: Leaving; store: string } | null> {
  await limit(services, 'unsubscribe', callerNetwork(req));
  const leaving = await readUnsubscribe(tokenOf(req), (id) => services.storeFor(id));
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
    send(res, 200, { locale: leaving.locale, list: leaving.list, said: left ? 'stopped' : 'ask', store });
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
    send(res, 200, { locale, list, said: back ? 'back' : 'stopped', store: known.store });
  });
}
