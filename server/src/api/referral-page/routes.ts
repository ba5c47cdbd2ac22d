// The page that the link of an advocate opens: through the shop's own address (`/proxy/ref/:code`), and on our host for shops whose address does not lead to
// us (`/ref/:storeId/:code`). Looking counts a visit and nothing else; the form gives the code. It needs no cookie and no script. Whatever is wrong with a
// link is one page, and whatever is wrong with an address that can be one is no page at all: nobody learns here who is a customer.
import type { Express, Request, Response } from 'express';
import { isbot } from 'isbot';
import { storeId } from '../../loyalty/ids.ts';
import type { Visitor } from '../../referrals/reach.ts';
import { linkUrl, ownLinkUrl } from '../../referrals/sharing/link-url.ts';
import { linkBy } from '../../referrals/sharing/share-urls.ts';
import { DEFAULT_SETTINGS } from '../../settings/default-settings.ts';
import { hasPlugin } from '../../stores/has-plugin.ts';
import { callerNetwork, shopperAddress } from '../caller-address.ts';
import { HttpProblem, notFound } from '../http-problem.ts';
import { limit } from '../rate-limit.ts';
import { bodyReader } from '../read-body.ts';
import type { Services } from '../services.ts';
import { claimBy, shownBy } from '../storefront/referral-claim.ts';
import { openLink, type OpenLink } from '../storefront/referral-link.ts';
import { isForeignPage, ownHosts, proxyDoor, segment, shopperOf } from '../storefront/shopper.ts';
import { sendDocument } from './document.ts';
import { sendClaimed, sendInvitation, sendOver, sendOwn, type PageEnv } from './pages.ts';
import { plain, type Said } from './parts.ts';
import { PICTURE_PATH, readAsset } from './pictures.ts';
import { qrSvg } from './qr.ts';
import { isAddress, readForm } from './read-form.ts';
import { styleOf } from './style.ts';
import { isOwn, languageOf, visitOf, type Place, type Visit } from './visit.ts';
import { speechOf, type PageWords } from './words.ts';

/** An address, and a made-up name of a device, in the longest way a form writes them. */
const readBody = bodyReader(4_096);
const ASSET_CACHING = 'public, max-age=3600';
const PICTURE_CACHING = 'public, max-age=86400';

/** A way in: how a request tells at which shop it is. Null: there is no such shop. */
type Entrance = (services: Services, req: Request) => Promise<Place | null>;

const throughShop: Entrance = async (services, req) => {
  const { store, program, member } = await shopperOf(services, await proxyDoor(services, req));
  return { store, program, member, atShop: true };
};

const atOurs: Entrance = async (services, req) => {
  const store = await services.storeFor(storeId(segment(req, 'storeId')));
  if (store === null || store.state !== 'active') return null;
  return { store, program: await services.programNow(store.storeId), member: null, atShop: false };
};

/** A page of no shop: in our own colours. */
function sendPlain(req: Request, res: Response, status: number, pick: (words: PageWords) => readonly [string, string]): void {
  const speech = speechOf(languageOf(req, DEFAULT_SETTINGS.languages), 'UTC', {});
  const said: Said = plain(...pick(speech.words));
  const { branding } = DEFAULT_SETTINGS;
  sendDocument(res, status, { locale: speech.locale, ...said, style: styleOf(branding), data: {}, script: null, preview: null });
}

/** Programs that fetch a link to show what is behind it are nobody's visit; a browser that fetches ahead neither. */
function isPerson(req: Request): boolean {
  const agent = req.get('user-agent') ?? '';
  const ahead = [req.get('sec-purpose'), req.get('purpose'), req.get('x-purpose')].some((purpose) => /prefetch|preview/iu.test(purpose ?? '')); // prettier-ignore
  return req.method === 'GET' && agent !== '' && !ahead && !isbot(agent);
}

/** All shoppers of a shop come through few addresses of its proxy. */
function visitorOf(req: Request, { atShop }: Visit): Visitor {
  const network = (atShop ? shopperAddress(req) : null) ?? callerNetwork(req);
  return { network, userAgent: req.get('user-agent') ?? '' };
}

/** Of whom the shop itself says who they are, it is kept that they came. Nobody's page waits for this to succeed, nor for statistics. */
async function count(services: Services, req: Request, visit: Visit, { advocate, code, terms }: OpenLink): Promise<void> {
  const { store, channel, member } = visit;
  const followed = { code, channel, windowDays: terms.windowDays };
  try {
    await services.reach.visited(store, { memberId: advocate.memberId, code, channel }, visitorOf(req, visit));
    if (member !== null) await services.referring.visitTouches.note(store, member, { ...followed, advocateId: advocate.memberId });
  } catch (error) {
    services.log.warn({ err: error, storeId: store.storeId }, 'a visit of a link was not counted');
  }
}

interface Asked {
  readonly services: Services;
  readonly req: Request;
  readonly res: Response;
  readonly visit: Visit;
}

async function show({ services, req, res, visit }: Asked): Promise<void> {
  const { link } = visit;
  if (link === null) return sendOver(res, visit);
  if (await isOwn(services, visit)) return sendOwn(services.env, res, visit, link);
  if (isPerson(req)) await count(services, req, visit, link);
  sendInvitation(services.env, res, visit, link);
}

/** The same questions as a look asks, and then those of a claim (storefront/referral-claim.ts). */
async function claim({ services, req, res, visit }: Asked): Promise<void> {
  const { link, store, speech, channel, program } = visit;
  const typed = readForm(req, await readBody(req, res));
  if (link === null) return sendOver(res, visit);
  if (await isOwn(services, visit)) return sendOwn(services.env, res, visit, link);
  if (!isAddress(typed.email)) return sendInvitation(services.env, res, visit, link, typed);
  const shown = shownBy(req, visitorOf(req, visit).network, typed.device);
  const asked = { code: link.code, email: typed.email, locale: speech.locale, channel, shown };
  const answer = await claimBy({ services, store, program, network: callerNetwork(req) }, asked);
  if (answer === 'closed') return sendOver(res, visit);
  if (answer === 'not-an-address') return sendInvitation(services.env, res, visit, link, typed);
  sendClaimed(res, visit, answer);
}

/** A person who opens a link is shown a page, also when they are too fast or come from somewhere else. */
function page(services: Services, entrance: Entrance, answer: (asked: Asked) => Promise<void>, hosts: (env: PageEnv, place: Place, req: Request) => readonly string[]) {
  return async (req: Request, res: Response): Promise<void> => {
    const place = await entrance(services, req);
    try {
      await limit(services, 'refLook', `${place?.store.storeId ?? 'nobody'}:${callerNetwork(req)}`);
      if (place === null) return sendPlain(req, res, 404, ({ nowhere, nowhereWhy }) => [nowhere, nowhereWhy]);
      if (req.method === 'POST' && isForeignPage(req, hosts(services.env, place, req)))
        return sendPlain(req, res, 403, ({ refused, refusedWhy }) => [refused, refusedWhy]);
      await answer({ services, req, res, visit: await visitOf(services, req, place, segment(req, 'code')) });
    } catch (error) {
      if (!(error instanceof HttpProblem) || error.status !== 429) throw error;
      res.set('Retry-After', String(Math.max(1, Math.ceil((error.retryAfterMs ?? 0) / 1_000))));
      sendPlain(req, res, 429, ({ slow, slowWhy }) => [slow, slowWhy]);
    }
  };
} // prettier-ignore

function picture(services: Services, entrance: Entrance) {
  return async (req: Request, res: Response): Promise<void> => {
    const place = await entrance(services, req);
    await limit(services, 'refQr', `${place?.store.storeId ?? 'nobody'}:${callerNetwork(req)}`);
    const link = place === null ? null : await openLink(services, place.store, place.program, segment(req, 'code'));
    if (place === null || link === null) throw notFound();
    const { appUrl } = services.env;
    const url =
      place.atShop || hasPlugin(place.store) ? linkUrl(appUrl, place.store, link.code) : ownLinkUrl(appUrl, place.store, link.code);
    res
      .set('Cache-Control', ASSET_CACHING)
      .type('image/svg+xml')
      .send(qrSvg(linkBy(url, 'qr')));
  };
}

/** The shop's pages come from its own address, ours from ours: no browser lets a page choose the name that it asks (known-hosts.ts). */
const ENTRANCES = [
  { path: '/proxy/ref/:code', entrance: throughShop, hosts: (_: PageEnv, { store }: Place, req: Request) => ownHosts(req, store) },
  {
    path: '/ref/:storeId/:code',
    entrance: atOurs,
    hosts: ({ appUrl }: PageEnv, _: Place, req: Request) => [new URL(appUrl).host, req.get('host') ?? ''],
  },
] as const;

export function addReferralPages(app: Express, services: Services): void {
  app.get(['/ref/page.js', '/proxy/ref/page.js'], async (_req, res) => {
    res
      .set('Cache-Control', ASSET_CACHING)
      .type('text/javascript')
      .send(await readAsset('page.js'));
  });
  for (const locale of DEFAULT_SETTINGS.languages)
    app.get(`${PICTURE_PATH}/${locale}.png`, async (_req, res) => {
      // Networks show it on their own pages.
      res.set({ 'Cache-Control': PICTURE_CACHING, 'Cross-Origin-Resource-Policy': 'cross-origin' }).type('image/png').send(await readAsset(`${locale}.png`)); // prettier-ignore
    });
  for (const { path, entrance, hosts } of ENTRANCES) {
    app.get(path, page(services, entrance, show, hosts));
    app.post(path, page(services, entrance, claim, hosts));
    app.get(`${path}/qr.svg`, picture(services, entrance));
  }
}
