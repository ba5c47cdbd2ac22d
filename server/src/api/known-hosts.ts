// Only requests for our own name are answered: a foreign name that points here is how a web page reaches a server behind a firewall.
import type { RequestHandler } from 'express';
import type { Env } from '../env.ts';
import { hostNameOf, isLoopbackHost } from './caller-address.ts';
import { HttpProblem } from './http-problem.ts';

export function knownHosts(env: Pick<Env, 'appUrl'>): RequestHandler {
  const own = new URL(env.appUrl).hostname;
  return (req, _res, next) => {
    const host = hostNameOf(req);
    if (host === own || isLoopbackHost(host)) return next();
    throw new HttpProblem(421, 'not-allowed', 'this server does not answer for this host name: see APP_URL');
  };
}
