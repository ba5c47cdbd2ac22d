// A program that keeps points for guests, and time that passes for a mail without anybody waiting for it.
import mongoose from 'mongoose';
import { ADMIN_ENDPOINTS, type admin } from '../../src/contract/index.ts';
import type { ProgramTerms } from '../../src/loyalty/program/program.ts';
import type { Household } from './household.ts';
import { askAdmin, publish, saveSettings } from './program.ts';
import { redeeming } from './rewards.ts';

const always = { on: true, when: [], limit: null };
export const ACCOUNT_POINTS = 50;
export const NEWSLETTER_POINTS = 25;

/** As for redeeming, and an account and the newsletter give some once. */
function forGuests(plain: ProgramTerms): ProgramTerms {
  const terms = redeeming(plain);
  return {
    ...terms,
    earning: {
      ...terms.earning,
      actions: [
        {
          ...always,
          id: 'account',
          name: { en: 'Welcome', fa: 'خوش‌آمد', he: 'ברוכים הבאים' },
          kind: 'account-created',
          params: { points: ACCOUNT_POINTS },
        },
        {
          ...always,
          id: 'letter',
          name: { en: 'Our letter', fa: 'خبرنامهٔ ما', he: 'המכתב שלנו' },
          kind: 'newsletter-joined',
          params: { points: NEWSLETTER_POINTS },
        },
      ],
    },
    pointValue: { points: 100, amountMinor: 100 },
  };
}

/** Offered after every purchase, with a newsletter, and by mail to who left. */
export async function inviteGuests(household: Household, languages: admin.SettingsValues['languages']): Promise<void> {
  const { settings, mail, saveMail } = ADMIN_ENDPOINTS;
  await publish(household, forGuests);
  const { values } = settings.answer.parse(await askAdmin(household, 'GET', settings.path));
  const accounts = { ...values.accounts, offer: true, asks: { newsletter: true, birthday: false }, heldBackPercent: 0 };
  await saveSettings(household, { ...values, languages, accounts });
  const mails = mail.answer.parse(await askAdmin(household, 'GET', mail.path));
  const wish = { ...mails.values, own: null, waiting: { on: true, afterHours: 24 }, reminder: { on: true, afterDays: 7 } };
  await askAdmin(household, 'PUT', saveMail.path, { values: wish, expectedRevision: mails.revision });
}

/**
 * As if so many hours had passed since the points of everybody came, and the household had just been started again: it looks for who waits when it starts,
 * and only every half hour after.
 */
export async function letGuestsWait(household: Household, hours: number): Promise<void> {
  const connection = await mongoose.createConnection(household.mongodbUri(), { dbName: 'lasting' }).asPromise();
  try {
    const { modifiedCount } = await connection.collection('balances').updateMany({}, { $inc: { at: -hours * 3_600_000 } });
    if (modifiedCount === 0) throw new Error('nobody has points');
    await connection.collection<{ _id: string }>('leases').deleteOne({ _id: 'offer-accounts' });
  } finally {
    await connection.close();
  }
  await household.stop();
  await household.start();
}
