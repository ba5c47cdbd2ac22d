// What the shop's own pages may ask. Who is asking is in the signature of the query and nowhere else: not in a body, not in other fields.
import type { Express, Request } from 'express';
import { STOREFRONT_ENDPOINTS, type storefront } from '../../contract/index.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { Member } from '../../members/member-store.ts';
import { answer } from '../answer.ts';
import { strangerProblem } from '../rate-limit.ts';
import type { Services, StorefrontIdentity } from '../services.ts';
import { historyPage } from '../statement.ts';
import { parseInput, queryOf, searchOf } from '../untrusted-input.ts';
import { pointsPerUnit } from '../views/program.ts';
import { memberView } from './me.ts';

/** Long enough to take the load of a busy shop, short enough that a merchant sees a change. */
const PUBLIC_CACHING = 'public, max-age=60';

async function identify(services: Services, req: Request): Promise<StorefrontIdentity> {
  const who = await services.storefrontIdentity(searchOf(req));
  if (who === null) throw await strangerProblem(services, req);
  return who;
}

async function memberOf(services: Services, { storeId, externalId }: StorefrontIdentity): Promise<Member | null> {
  if (externalId === null) return null;
  return services.members.find(storeId, { externalId });
}

function programView(program: Program): storefront.StorefrontProgram {
  return { active: program.active, pointsPerUnit: pointsPerUnit(program), currency: program.currency };
}

export function addStorefront(app: Express, services: Services): void {
  const { me, history, program } = STOREFRONT_ENDPOINTS;
  app.get(program.path, async (req, res) => {
    const { storeId } = await identify(services, req);
    answer(services.env, res, program.answer, programView(await services.programNow(storeId)), PUBLIC_CACHING);
  });
  app.get(me.path, async (req, res) => {
    const who = await identify(services, req);
    const [inForce, member] = await Promise.all([services.programNow(who.storeId), memberOf(services, who)]);
    const mine = member === null ? null : await memberView(services, member, inForce);
    answer(services.env, res, me.answer, { signedIn: who.externalId !== null, program: programView(inForce), member: mine });
  });
  app.get(history.path, async (req, res) => {
    const who = await identify(services, req);
    const page = parseInput(history.query, queryOf(req));
    const member = await memberOf(services, who);
    const lines = member === null ? { items: [], next: null } : await historyPage(services, who.storeId, member.memberId, page);
    answer(services.env, res, history.answer, lines);
  });
}
