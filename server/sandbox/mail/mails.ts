/** Mails as the mailbox page and the JSON API read them. */
import type { Database } from '../shop/database.ts';

export interface Mail {
  id: number;
  email: string;
  subject: string;
  text: string;
  code: string | null;
  at: number;
  used: number;
  /** Of a captured mail; null: the shop wrote it itself. */
  html: string | null;
  message_id: string | null;
  unsubscribe: string | null;
  sender: string | null;
}

const LIMIT = 50;

/** The newest first, of one address or of all. */
export function mailsTo(db: Database, to: string | undefined): Mail[] {
  if (to === undefined || to === '') return db.all<Mail>('select * from mails order by id desc limit ?', LIMIT);
  return db.all<Mail>('select * from mails where email = ? collate nocase order by id desc limit ?', to, LIMIT);
}

export function mailOf(db: Database, id: number): Mail | undefined {
  return db.one<Mail>('select * from mails where id = ?', id);
}
