// An account after the purchase: what is offered to who bought without one, and the one tap that leads to the store's sign-in. Whether an order is known,
// whose it is and whether its owner has an account is told to nobody: what is answered follows from what the page shows and from the merchant's rules.
import type { Request } from 'express';
import { readWishes } from '../../accounts/consent-wishes.ts';
import { asksOf } from '../../accounts/consent-words.ts';
import type { WaitingConsent } from '../../accounts/consent-store.ts';
import { isHeldBack } from '../../accounts/held-back.ts';
import { signInUrl } from '../../accounts/sign-in.ts';
import { STOREFRONT_ENDPOINTS, type accounts, type admin, type Locale } from '../../contract/index.ts';
import { orderId as idOf, type OrderId } from '../../loyalty/ids.ts';
import type { Program } from '../../loyalty/program/program.ts';
import { estimatedPoints } from '../../programs/estimate.ts';
import { DEFAULT_SETTINGS } from '../../settings/default-settings.ts';
import { callerNetwork } from '../caller-address.ts';
import { HttpProblem, invalidInput } from '../http-problem.ts';
import { limit } from '../rate-limit.ts';
import { parseInput } from '../untrusted-input.ts';
import { worth } from '../views/money.ts';
import { boughtBy } from './estimate.ts';
import type { Shopper } from './shopper.ts';
import { withinReach } from './within-reach.ts';

type Values = admin.SettingsValues;

async function valuesOf({ services, store }: Shopper): Promise<Values> {
  return (await services.settings.get(store.storeId))?.values ?? DEFAULT_SETTINGS;
}

/** Without a number there is no order that could be held back. */
function isOffered({ store, program, who }: Shopper, { accounts: decided }: Values, order: OrderId | null): boolean {
  if (who.externalId !== null || !decided.offer || !program.active) return false;
  return order === null || !isHeldBack(store, order, decided);
}

/** What everybody gets for having an account: rules with conditions promise nothing to somebody of whom nobody knows whether they hold. */
function accountPoints({ earning }: Program): number | null {
  const rules = earning.actions.flatMap((rule) => (rule.kind === 'account-created' && rule.on && rule.when.length === 0 ? [rule] : []));
  return rules.length === 0 ? null : rules.reduce((sum, { params }) => sum + params.points, 0);
}

/** Of a number that somebody says; known or not, the same is counted and written. */
async function limitFor({ services, store }: Shopper, req: Request, order: OrderId | null): Promise<void> {
  if (order === null) return;
  await limit(services, 'offer', `${store.storeId}:${callerNetwork(req)}`);
  await limit(services, 'offerOfOrder', `${store.storeId}:${order}`);
}

async function seen(
  { services, store }: Shopper,
  step: 'opened' | 'started',
  surface: accounts.Surface,
  order: OrderId | null,
): Promise<void> {
  if (order !== null) await services.offers.seen({ storeId: store.storeId, orderId: order, surface, step, at: services.clock() });
}

/** `within`: what who is signed in is told all the same. */
function notOffered(within: accounts.PersonalOffer[]): accounts.AccountOffer {
  return { offered: false, points: null, worth: null, keptDays: null, accountPoints: null, consents: [], within };
}

export async function accountOffer(shopper: Shopper, req: Request, body: unknown): Promise<accounts.AccountOffer> {
  const { locale, surface, orderId, lines } = parseInput(STOREFRONT_ENDPOINTS.accountOffer.body, body);
  const { services, store, program, who, member } = shopper;
  const order = orderId === null ? null : idOf(orderId);
  await limitFor(shopper, req, order);
  const values = await valuesOf(shopper);
  const offered = isOffered(shopper, values, order);
  if (!offered && who.externalId === null) return notOffered([]);
  const bought = lines === null ? null : await boughtBy(services, { storeId: store.storeId, member, program }, lines);
  const within = await withinReach(shopper, { bought, orderId, locale });
  if (!offered) return notOffered(within);
  await seen(shopper, 'opened', surface, order);
  const points = bought === null ? null : estimatedPoints(bought, program);
  return {
    offered,
    points,
    worth: points === null ? null : worth(points, program),
    keptDays: program.guests?.keepDays ?? null,
    accountPoints: accountPoints(program),
    // A consent waits for the owner of an order: without one it would be asked for and not kept.
    consents: order === null ? [] : asksOf(values, program, store, locale),
    within,
  };
}

/** @throws HttpProblem where the words are not those that are shown now: a consent to something else is none, and must not look like one. */
function agreed({ store }: Shopper, settings: Values, wishes: Started['consents'], locale: Locale): readonly WaitingConsent[] {
  const read = readWishes({ settings, store, locale }, wishes);
  if (!('wrong' in read)) return read;
  if (read.wrong === 'twice') throw invalidInput('each is agreed to once', 'consents');
  throw invalidInput(read.wrong === 'unasked' ? 'nobody is asked in such words now' : 'there is no such birthday', 'consents');
}

type Started = ReturnType<typeof startedBy>;
const startedBy = (body: unknown) => parseInput(STOREFRONT_ENDPOINTS.startAccount.body, body);

/** What is agreed to waits for the owner of the order to sign in. */
export async function startAccount(shopper: Shopper, req: Request, body: unknown): Promise<{ signInUrl: string }> {
  const { locale, surface, orderId, consents } = startedBy(body);
  const { services, store, who } = shopper;
  if (who.externalId !== null) throw new HttpProblem(409, 'not-allowed', 'somebody who is signed in agrees in their account');
  const order = orderId === null ? null : idOf(orderId);
  await limitFor(shopper, req, order);
  const values = await valuesOf(shopper);
  const given = agreed(shopper, values, consents, locale);
  if (order === null && given.length > 0) throw invalidInput('a consent needs the order that it waits for', 'orderId');
  if (order !== null && isOffered(shopper, values, order)) {
    const { storeId } = store;
    if (given.length > 0) await services.consents.wait({ storeId, orderId: order, consents: given, at: services.clock(), surface, locale });
    await seen(shopper, 'started', surface, order);
  }
  return { signInUrl: signInUrl(store) };
}
