// As a script of the shop's page asks our server: with the token that the shop gives to whoever looks at it.
import type { Page } from 'playwright-core';
import { z } from 'zod';
import type { Stage } from './stage.ts';

const told = z.looseObject({ token: z.string(), signedIn: z.boolean() });

export async function tokenOf(page: Page, { store }: Stage): Promise<z.infer<typeof told>> {
  return told.parse(await (await page.request.get(`${store.url}/?wc-ajax=lasting_token`)).json());
}

export async function shopperAsks(page: Page, stage: Stage, path: string): Promise<unknown> {
  const { token } = await tokenOf(page, stage);
  const answer = await page.request.get(`${stage.running.server}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok()) throw new Error(`${path} was answered ${answer.status()}: ${await answer.text()}`);
  return answer.json();
}
