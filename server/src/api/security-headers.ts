// What a browser may do with our answers. Data may not be a page at all; the admin page may run our own scripts and be framed by its shop.
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Env } from '../env.ts';

const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** For every answer; the admin page replaces the policy with its own. `frame-ancestors` does what X-Frame-Options cannot: name two frames. */
export function securityHeaders(env: Pick<Env, 'appUrl'>): RequestHandler[] {
  const secure = env.appUrl.startsWith('https:');
  const others = helmet({
    contentSecurityPolicy: false,
    xFrameOptions: false,
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
  return [
    others,
    (_req, res, next) => {
      res.setHeader('Content-Security-Policy', NOTHING);
      next();
    },
  ];
}

export interface PageFrame {
  /** Whose admin may show the page in a frame; empty for nobody. */
  readonly ancestors: readonly string[];
  /** Where the bridge to the surrounding admin is loaded from; null for a page on its own. */
  readonly bridgeOrigin: string | null;
}

/** No inline scripts ever. Styles may be inline: the component library and the bridge set some, and a style cannot call anybody. */
export function pagePolicy({ ancestors, bridgeOrigin }: PageFrame): string {
  const bridge = bridgeOrigin === null ? '' : ` ${bridgeOrigin}`;
  return [
    "default-src 'none'",
    `script-src 'self'${bridge}`,
    `style-src 'self' 'unsafe-inline'${bridge}`,
    `connect-src 'self'${bridge}`,
    "img-src 'self' data: https://cdn.shopify.com",
    "font-src 'self' https://cdn.shopify.com",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
    `frame-ancestors ${ancestors.length === 0 ? "'none'" : ancestors.join(' ')}`,
  ].join('; ');
}
