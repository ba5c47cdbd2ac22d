// Everything in the model that nobody measured, in one place, so that it can be argued with and changed.

export const ASSUMED = {
  deliveriesPerOrder: 3,
  /** Of the bytes of one delivery's body. Recorded ones have 3 to 5 KB (WooCommerce) and up to 23 KB with every address (Shopify). */
  bodyBytes: 3_072,
  /** How much of a process's or a shard's CPU is planned for: the rest is for peaks within the second and for losing one of them. */
  planned: 0.6,
  /** One shard: a replica set of three equal machines; only the first one's work counts for writes. */
  shard: { cores: 8, documentsPerSecond: 10_000, cacheGiB: 32, pageReadsPerSecond: 20_000, diskTiB: 4 },
  /** Stored bytes / BSON bytes. Inbox bodies are encrypted before they are stored, and encrypted bytes do not compress. */
  compressed: { plain: 0.45, encrypted: 1 },
  inboxDays: 30,
  /** Part of an index that grows at its end which must be in memory. */
  hotEnd: 0.02,
  /** Points are given with an expiry, and as many lots stay open with somebody who buys this often a year. */
  openLots: 3,
  /** Everybody's points may expire on one day (end of year). */
  expireTogether: 0.5,
} as const;

/** Bytes of one entry in each index, with its share of the page; "random": new entries land anywhere, so any page may be needed next. */
export const INDEX_BYTES = {
  inbox: { atEnd: 30 + 80 + 15, random: 45 + 90 },
  entries: { atEnd: 20 + 110 + 35 + 30, random: 60 },
  orders: { atEnd: 20 + 35, random: 65 },
  members: { atEnd: 20 + 60, random: 35 + 3 * 40 },
  balances: { atEnd: 20, random: 55 + 35 },
} as const;

export interface Scenario {
  readonly name: string;
  readonly members: number;
  readonly ordersPerYear: number;
  readonly peakOrdersPerSecond: number;
  readonly shops: number;
  /** The largest shop's part of everything: a shop is never split. */
  readonly largestShop: number;
  readonly because: string;
}

const DAY = 86_400;
const YEAR = 365;

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'One shop, 10 M members',
    members: 10_000_000,
    ordersPerYear: 30_000_000,
    peakOrdersPerSecond: (30_000_000 / YEAR / DAY) * 50,
    shops: 1,
    largestShop: 1,
    because: '3 orders per member and year (82,000 a day, 0.95 a second); the peak is a flash sale of 50 times the mean',
  },
  {
    name: '10,000 shops',
    members: (560_000 * YEAR) / 3,
    ordersPerYear: 560_000 * YEAR,
    peakOrdersPerSecond: (560_000 / DAY) * 5,
    shops: 10_000,
    largestShop: 2_000 / 560_000,
    because: '100 shops of 2,000 orders a day, 900 of 200, 9,000 of 20: 560,000 a day; peak 5 times the mean; 3 orders per member and year',
  },
  {
    name: "Shopify's whole peak",
    members: (667 * 0.25 * DAY * YEAR) / 3,
    ordersPerYear: 667 * 0.25 * DAY * YEAR,
    peakOrdersPerSecond: 667,
    shops: 1_000_000,
    largestShop: 0.002,
    because:
      '667 orders a second (40,000 a minute), 2,000 webhooks a second; the year is a quarter of the peak; the largest shop has 0.2 %',
  },
];
