// Who is calling, may they, and is a write really meant: everything that is decided before a handler runs.
import type { Request } from 'express';
import type { admin } from '../../contract/index.ts';
import type { Env } from '../../env.ts';
import { bearerOf } from '../bearer.ts';
import { hostNameOf } from '../caller-address.ts';
import { HttpProblem, notAllowed } from '../http-problem.ts';
import { strangerProblem } from '../rate-limit.ts';
import type { AdminIdentity, Services } from '../services.ts';

const RANKS: Readonly<Record<admin.Role, number>> = { owner: 3, manager: 2, support: 1, analyst: 0 };

export async function identify(services: Services, req: Request): Promise<AdminIdentity> {
  const bearer = bearerOf(req);
  const who = bearer === null ? null : await services.adminIdentity(bearer);
  if (who === null) throw await strangerProblem(services, req);
  return who;
}

export function requireRole(role: admin.Role, least: admin.Role): void {
  if (RANKS[role] < RANKS[least]) throw notAllowed(`this needs the role ${least} or above`);
}

/** Our own origin, or the one that this very request was made to (the host was already checked). */
function isOurs(origin: string, req: Request, env: Pick<Env, 'appUrl'>): boolean {
  if (origin === env.appUrl) return true;
  const url = URL.parse(origin);
  return url !== null && url.host === req.get('host')?.toLowerCase() && url.hostname === hostNameOf(req);
}

/** A form or an image of another site can neither send JSON nor hide where it comes from. Pages of a shop write by that shop's own token only. */
export function requireOwnJson(req: Request, env: Pick<Env, 'appUrl'>, fromItsShop = false): void {
  const origin = req.get('origin');
  if (origin !== undefined && !fromItsShop && !isOurs(origin, req, env)) throw notAllowed('writes come from our own pages only');
  if (!/^application\/json\s*(;|$)/iu.test(req.get('content-type') ?? ''))
    throw new HttpProblem(415, 'invalid-input', 'send JSON, with its content type');
}
