// Whoever has something to tell a member asks here, once for a fact. The mail is written down, then queued; a crash in between is mended by asking again.
import type { Locale } from '../contract/index.ts';
import { dayOf } from '../loyalty/calendar.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { MailLog } from './mail-log.ts';
import { templateNamed } from './templates/index.ts';

/** Of somebody who is no member, or whom nobody knows. */
export interface TypedAddress {
  readonly email: string;
  readonly locale: Locale;
}

/** What waits to be sent: it says whose it is and what about, never a finished text, and an address only where that is all that is known. */
export interface MailBody {
  readonly memberId: MemberId;
  /** An address that somebody typed, in whose language; left out: the member's own. */
  readonly to?: TypedAddress;
  readonly template: string;
  readonly values: object;
  readonly until: number;
}

export interface MailDeskNeeds {
  readonly mailLog: Pick<MailLog, 'queued'>;
  /** Puts it where effects wait; `known` changes nothing. */
  readonly add: (storeId: StoreId, mailId: string, subject: string | null, body: MailBody) => Promise<'stored' | 'known'>;
  readonly subjectOf: (store: StoreRecord, memberId: MemberId) => string | null;
  readonly addressOf: (store: StoreRecord, email: string) => string | null;
  readonly clock: () => number;
}

export class MailDesk {
  readonly #needs: MailDeskNeeds;

  constructor(needs: MailDeskNeeds) {
    this.#needs = needs;
  }

  /** `mailId` names the fact that is told. False: it was told, or is on its way. @throws when the template does not know such values. */
  async tell(store: StoreRecord, mailId: string, body: MailBody): Promise<boolean> {
    const { mailLog, add, subjectOf, addressOf, clock } = this.#needs;
    const template = templateNamed(body.template);
    if (template === null) throw new Error(`there is no mail "${body.template}"`);
    template.schema.parse(body.values);
    const day = dayOf(clock(), store.timeZone);
    const isNew = await mailLog.queued({ storeId: store.storeId, mailId, template: body.template, day });
    const subject = body.to === undefined ? subjectOf(store, body.memberId) : addressOf(store, body.to.email);
    const added = await add(store.storeId, mailId, subject, body);
    return isNew && added === 'stored';
  }
}
