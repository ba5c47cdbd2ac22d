// The sample program, in which members bring friends, and what the shop's own pages and the admin's answers say of it.
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { ADMIN_ENDPOINTS } from '../../src/contract/index.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/default-settings.ts';
import { sampleTerms } from '../../tools/sample/terms.ts';
import type { Household } from './household.ts';
import { askAdmin, publish, saveSettings } from './program.ts';
import { closePanel, openPanel, openShop, openTab, panel, type Recipient } from './shopper.ts';
import type { Locale } from './browser.ts';

/** With every mail about friends switched on. */
export async function startBringingFriends(household: Household): Promise<void> {
  await publish(household, sampleTerms);
  await saveSettings(household, { ...DEFAULT_SETTINGS, languages: ['en', 'fa', 'he'] });
  const { mail, saveMail } = ADMIN_ENDPOINTS;
  const { values, revision } = mail.answer.parse(await askAdmin(household, 'GET', mail.path));
  const all = { friendCode: { on: true }, friendBought: { on: true }, friendCounted: { on: true } };
  await askAdmin(household, 'PUT', saveMail.path, { values: { ...values, own: null, ...all }, expectedRevision: revision });
}

/** Somebody else, somewhere else. */
export const LINA: Recipient = { firstName: 'Lina', lastName: 'Novak', address1: 'Ahornallee 71', zip: '80331', city: 'München' };

/** What a name is to an advocate. */
export const initialsOf = ({ firstName, lastName }: Recipient): string => `${firstName[0] ?? ''}. ${lastName[0] ?? ''}.`;

/** The page about friends in the panel, once it has heard of its link. */
export async function openFriends(page: Page, household: Household, locale: Locale): Promise<void> {
  await openShop(page, household, locale);
  await openPanel(page);
  await openTab(page, 'friends');
  await panel(page).locator('.friends').first().waitFor();
}

/** As a browser of this machine can open it: no name server knows the shop. */
export async function linkOf(page: Page, household: Household): Promise<string> {
  const href = await panel(page).locator('.share a[href*="wa.me"], .share a[href*="whatsapp"]').first().getAttribute('href');
  const link = /https?:\/\/\S+?\/apps\/lasting\/ref\/[^\s"]+/u.exec(decodeURIComponent(href ?? ''))?.[0];
  if (link === undefined) throw new Error(`there is no link in ${String(href)}`);
  const { pathname, search } = new URL(link);
  return household.shop + pathname + search;
}

/** What the panel says of friends, from the top; looked at anew. */
export async function friendsSaid(page: Page, household: Household, locale: Locale): Promise<string> {
  await openFriends(page, household, locale);
  const text = await panel(page).locator('[role=tabpanel]').innerText();
  await closePanel(page);
  return text;
}

const row = z.object({
  id: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  score: z.number().nullable(),
  by: z.string().nullable(),
  channel: z.string(),
  friend: z.object({ name: z.string().nullable(), email: z.string().nullable() }),
});
export type SeenReferral = z.infer<typeof row>;

/** As the admin lists them, the newest first. */
export async function referralsOf(household: Household): Promise<SeenReferral[]> {
  const page = z.object({ items: z.array(row) }).parse(await askAdmin(household, 'GET', '/admin/api/referrals?limit=50'));
  return page.items;
}
