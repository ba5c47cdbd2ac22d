// Pages that collect codes for strangers, as they appear in a referrer.
// Source: collected by hand in November 2026 for the markets of the three languages and the larger ones around them; no maintained list under a free licence was found.
// Not here: search engines, social networks and forums, because friends talk there too.

/** `name.*`: under every public ending (retailmenot.com, .ca, .fr). Names that are common words are listed with their endings. Subdomains always count. */
const SITES: ReadonlySet<string> = new Set([
  'retailmenot.*',
  'groupon.*',
  'coupons.com',
  'couponcabin.*',
  'couponfollow.*',
  'coupert.*',
  'couponbirds.*',
  'couponchief.*',
  'dealspotr.*',
  'dealcatcher.*',
  'dontpayfull.*',
  'simplycodes.*',
  'slickdeals.*',
  'bradsdeals.*',
  'offers.com',
  'savings.com',
  'promocodes.com',
  'wethrift.*',
  'knoji.*',
  'goodshop.com',
  'joinhoney.*',
  'capitaloneshopping.*',
  'hotdeals.com',
  'vouchercodes.*',
  'vouchercloud.*',
  'myvouchercodes.*',
  'hotukdeals.*',
  'latestdeals.*',
  'savoo.*',
  'picodi.*',
  'gutscheinpony.*',
  'gutscheine.de',
  'gutscheinsammler.*',
  'sparwelt.*',
  'mydealz.*',
  'preisjaeger.*',
  'pepper.com',
  'pepper.pl',
  'pepper.it',
  'pepper.ru',
  'dealabs.*',
  'chollometro.*',
  'igraal.*',
  'poulpeo.*',
  'ma-reduc.*',
  'cuponation.*',
  'cuponomia.*',
  'pelando.*',
  'ozbargain.*',
  'grabon.*',
  'coupondunia.*',
  'almowafir.*',
  'takhfifan.*',
  'netbargh.*',
]);

/** Second levels under which names are sold: the name stands one label further left. */
const SECOND_LEVELS: ReadonlySet<string> = new Set(['co', 'com', 'org', 'net']);

/** The coupon site that a host is of, as it is listed; null: it is none. A host that only contains such a name (`my-groupon-deals.example`) is none. */
export function couponSiteOf(host: string): string | null {
  const labels = host.toLowerCase().split('.').filter(Boolean);
  const endingLabels = labels.length > 2 && SECOND_LEVELS.has(labels.at(-2) ?? '') ? 2 : 1;
  const name = labels.at(-1 - endingLabels);
  if (name === undefined) return null;
  const exact = [name, ...labels.slice(-endingLabels)].join('.');
  return [exact, `${name}.*`].find((site) => SITES.has(site)) ?? null;
}
