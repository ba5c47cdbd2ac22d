// What the shop's own pages may ask. Who is asking is in the signature of the query and nowhere else: not in a body, not in other fields.
import type { Express, Request } from 'express';
import { STOREFRONT_ENDPOINTS } from '../../contract/index.ts';
import type { Member } from '../../members/member-store.ts';
import { answer } from '../answer.ts';
import { strangerProblem } from '../rate-limit.ts';
import type { Services, StorefrontIdentity } from '../services.ts';
import { historyPage } from '../statement.ts';
import { parseInput, queryOf, searchOf } from '../untrusted-input.ts';
import { estimateFor } from './estimate.ts';
import { lookView } from './look.ts';
import { mine, NOBODY } from './me.ts';
import { programView, termsView } from './program.ts';

/** Long enough to take the load of a busy shop, short enough that a merchant sees a change. */
const PUBLIC_CACHING = 'public, max-age=60';
/** Every page asks for it before it shows the launcher, so an old one is good enough while the new one comes. */
const LOOK_CACHING = `${PUBLIC_CACHING}, stale-while-revalidate=86400`;

async function identify(services: Services, req: Request): Promise<StorefrontIdentity> {
  const who = await services.storefrontIdentity(searchOf(req));
  if (who === null) throw await strangerProblem(services, req);
  return who;
}

async function memberOf(services: Services, { storeId, externalId }: StorefrontIdentity): Promise<Member | null> {
  if (externalId === null) return null;
  return services.members.find(storeId, { externalId });
}

export function addStorefront(app: Express, services: Services): void {
  const { me, history, program, look } = STOREFRONT_ENDPOINTS;
  app.get(program.path, async (req, res) => {
    const { storeId } = await identify(services, req);
    const { locale } = parseInput(program.query, queryOf(req));
    const inForce = await services.programNow(storeId);
    answer(services.env, res, program.answer, programView(inForce, locale, services.clock()), PUBLIC_CACHING);
  });
  app.get(look.path, async (req, res) => {
    const { storeId } = await identify(services, req);
    answer(services.env, res, look.answer, lookView(await services.settings.get(storeId)), LOOK_CACHING);
  });
  app.get(me.path, async (req, res) => {
    const who = await identify(services, req);
    const [inForce, member] = await Promise.all([services.programNow(who.storeId), memberOf(services, who)]);
    const signedIn = who.externalId !== null;
    const personal = signedIn ? await mine(services, who.storeId, member, inForce) : NOBODY;
    answer(services.env, res, me.answer, { signedIn, program: termsView(inForce), ...personal });
  });
  app.get(history.path, async (req, res) => {
    const who = await identify(services, req);
    const page = parseInput(history.query, queryOf(req));
    const member = await memberOf(services, who);
    const lines = member === null ? { items: [], next: null } : await historyPage(services, who.storeId, member.memberId, page);
    answer(services.env, res, history.answer, lines);
  });
  addEstimate(app, services);
}

/** What a visitor is told any cache may keep; what follows from who asks is theirs alone, and what could not be said is asked again. */
function addEstimate(app: Express, services: Services): void {
  const { path, query, answer: shape } = STOREFRONT_ENDPOINTS.estimate;
  app.get(path, async (req, res) => {
    const who = await identify(services, req);
    const { lines } = parseInput(query, queryOf(req));
    const [program, member] = await Promise.all([services.programNow(who.storeId), memberOf(services, who)]);
    const estimate = await estimateFor(services, { storeId: who.storeId, member, program }, lines);
    const shared = who.externalId === null && estimate.points !== null;
    answer(services.env, res, shape, estimate, shared ? PUBLIC_CACHING : 'no-store');
  });
}
