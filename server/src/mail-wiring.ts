// Who writes to members, wired for one process: what is told, in which words, and by which server.
import { claimLink } from './accounts/claim-link.ts';
import type { OfferRows } from './accounts/funnel/offer-rows.ts';
import type { CoreOptions } from './core.ts';
import type { LedgerStore } from './ledger/ledger-store.ts';
import { MailDesk } from './mail/mail-desk.ts';
import type { MailLog } from './mail/mail-log.ts';
import { Postman, type PostmanNeeds } from './mail/postman.ts';
import { SmtpMailer } from './mail/smtp-mailer.ts';
import type { MemberId } from './loyalty/ids.ts';
import { SEND_MAIL } from './outbox/effects/send-mail.ts';
import type { OutboxStore } from './outbox/outbox-store.ts';
import { subjectKey } from './privacy/subject-key.ts';
import type { StoreRecord } from './stores/store-record.ts';

export interface PostNeeds extends Pick<PostmanNeeds, 'mailSettings' | 'settings' | 'members' | 'mailWishes' | 'clock'> {
  readonly mailLog: Pick<MailLog, 'ended' | 'queued'>;
  readonly entries: Pick<LedgerStore, 'head'>;
  readonly offers: Pick<OfferRows, 'mailed'>;
  readonly mail?: CoreOptions['mail'];
}

export function postOf(needs: PostNeeds) {
  const { mail, mailLog, clock } = needs;
  const mailer = mail?.mailer ?? new SmtpMailer({ privateAllowed: false });
  const appUrl = mail?.appUrl ?? '';
  const links: Pick<PostmanNeeds, 'claimLink' | 'claimSent'> = {
    claimLink: (store, wanted) => claimLink({ ...needs, appUrl }, store, wanted),
    claimSent: (storeId, orderId, at) => needs.offers.mailed(storeId, orderId, at),
  };
  const postman = new Postman({ ...needs, ...links, mailer, operator: mail?.operator ?? null, appUrl });
  const deskOf = (outbox: Pick<OutboxStore, 'add'>, subjectOf: (store: StoreRecord, id: MemberId) => string | null): MailDesk =>
    new MailDesk({
      mailLog,
      subjectOf,
      addressOf: (store, email) => subjectKey(store, { kind: 'address', email }),
      clock,
      add: (storeId, effectId, subject, body) =>
        outbox.add({ effectId, storeId, kind: SEND_MAIL, subject, body, createdAt: clock(), dueAt: clock() }),
    });
  return { postman, mailer, deskOf };
}
