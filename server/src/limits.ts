// Every bound in the system, in one place, with its reason.

export const INBOX = {
  /** Items a worker takes at once: enough to fill a batch, few enough that a lease never runs out. */
  claimMax: 128,
  /** A crashed worker's items come back after this. Longer than the slowest honest item (a store that answers late, asked twice). */
  leaseMs: 90_000,
  /** Looking for work when nobody in this process announced any; another process may have. */
  pollMs: 250,
  /** With the waits below about two days: longer than a store's weekend outage is not waited for, a person replays. */
  attemptsMax: 14,
  firstRetryMs: 1_000,
  longestRetryMs: 6 * 3_600_000,
  /** Raw deliveries hold personal data: they are not kept longer than disputes about a delivery last. */
  retentionMs: 30 * 86_400_000,
  /** When an erasure looks again for deliveries that were being worked on: later than the last retry. */
  purgeAgainMs: 2 * 86_400_000 + 6 * 3_600_000,
} as const;

export const DATA_FILES = {
  /** As long as the law gives a merchant to hand a file over; everything in it can be made again. */
  retentionMs: 30 * 86_400_000,
} as const;

export const OUTBOX = {
  /** Calls to stores that one worker has under way: they wait for answers, not for the processor. */
  underWayMax: 64,
  /** Of one store, so that one that answers late does not hold up the others. */
  perStoreMax: 16,
  /** A crashed worker's effects come back after this. Longer than the slowest honest one: four questions of 20 s, and their waits. */
  leaseMs: 120_000,
  pollMs: 500,
  /** With the waits below about two days, as for the inbox. */
  attemptsMax: 14,
  firstRetryMs: 1_000,
  longestRetryMs: 6 * 3_600_000,
  /** How long an effect waits at most for the one before it in its lane before it is looked at again. */
  laneWaitMs: 1_000,
  /** Somebody waits in a browser; after this they are told that it is being prepared. */
  patienceMs: 4_000,
  /** What was done is of interest while somebody may ask about it. */
  retentionMs: 30 * 86_400_000,
} as const;

export const FUNNEL = {
  /** What became of offers is told of orders that were settled, together and this often. */
  flushMs: 1_000,
  togetherMax: 500,
  /** News of an order that is older than this offers nothing any more. */
  offeredWithinMs: 7 * 86_400_000,
  /** Whoever knows an order's number can tell the statistics for so long that its page was seen. */
  seenWithinMs: 86_400_000,
  /** The page is often seen before the store's news of the order is here; of a number that turns out to be none, nothing is kept longer. */
  earlyMs: 3_600_000,
  /** What a process took with it when it died is found again, as for members' facts. */
  sweepMs: 10 * 60_000,
  sweepBackMs: 15 * 60_000,
  sweepFirstMs: 86_400_000,
} as const;

export const MEMBER_FACTS = {
  /** Whom something happened to is noted in memory and written down together, this often. */
  flushMs: 1_000,
  /** The first change is written soon; whoever goes on changing is written once in a minute. */
  soonMs: 3_000,
  apartMs: 60_000,
  /** How long members are waited for that share a question to the store, and how many share one. */
  togetherMs: 20,
  togetherMax: 25,
  /** What a process took with it when it died is found again by looking at what changed lately, and at first at what changed in a day. */
  sweepMs: 10 * 60_000,
  sweepBackMs: 15 * 60_000,
  sweepFirstMs: 86_400_000,
} as const;

export const MAIL = {
  /** One store's server is not stormed; it is one of many that a worker talks to. */
  connectionsMax: 3,
  messagesPerConnection: 100,
  connectMs: 10_000,
  /** Between two answers; and all of them together, well within an effect's lease, also from a server that answers letter by letter. */
  answerMs: 20_000,
  wholeMs: 60_000,
  /** After this a name is asked for its address again, and connections that nobody needs any more are let go. */
  poolMs: 10 * 60_000,
  /** Of a template that a merchant wrote, and of what it becomes. */
  sourceMax: 8_000,
  outputMax: 40_000,
  renderMs: 500,
  /** How often points are looked for that will expire. Once a day for a member would do; a process may have been away. */
  lookMs: 30 * 60_000,
  perLook: 500,
  /** Guests whose points wait: how far back is looked for them, how long one is left alone after a mail, and which orders are too old to write about. */
  offerBackMs: 2 * 86_400_000,
  offersApartMs: 7 * 86_400_000,
  offeredOrdersMs: 30 * 86_400_000,
  /** That points wait is no news any more after this. */
  offerNewsMs: 7 * 86_400_000,
  statisticsDays: 90,
} as const;

export const CONSENTS = {
  /** What was agreed to beside an order waits so long for its owner to sign in; after that nobody remembers having agreed. */
  waitMs: 30 * 86_400_000,
} as const;

export const BIRTHDAYS = {
  /** Whoever tells it on the day itself gets it the same hour. */
  lookMs: 60 * 60_000,
  /** Days that nobody looked at because the process was away are looked at again; after that nobody remembers the day. */
  daysBack: 3,
  perLook: 500,
} as const;

export const CLOCK = {
  /** How often due points are looked for. Reads are right in between, because time is applied on reading. */
  tickMs: 60_000,
  duePerTick: 1_000,
  /** An expiry that found nothing to do is asked for again after this. */
  askAgainMs: 30 * 60_000,
} as const;

export const MEMBERS_PRICES = {
  /** How long after a version comes into force its prices are asked for at most. Every store's versions are read so often. */
  lookMs: 10_000,
} as const;

export const REFERRALS = {
  /** How often referrals are looked for whose hold or window is over. */
  lookMs: 30_000,
  duePerLook: 500,
  /** One that is still due is looked at again after this. */
  askAgainMs: 10 * 60_000,
} as const;

export const REWARDS = {
  /** How often rewards are looked for whose time is over. */
  lookMs: 30_000,
  duePerLook: 500,
  /** A reward that could not be taken back is wanted back again after this. */
  askAgainMs: 10 * 60_000,
  /** Whoever redeems waits so long for the store; what takes longer is told as being prepared. */
  patienceMs: 4_000,
} as const;

export const ALLOWANCES = {
  /** How often shares that nobody used are looked for. */
  sweepMs: 5 * 60_000,
  /** Younger shares are left alone: whoever took one is usually just about to use it. Longer than an inbox item's lease. */
  graceMs: 10 * 60_000,
} as const;

export const WATERMARKS = {
  /** Every append asks, so it is remembered: an old one is only more careful. In a long backlog an engine may look at all that waits for it. */
  rememberMs: 5_000,
  /** Longer than an item is tried again: what waits longer than this holds no expiry up any more. */
  heldMs: 7 * 86_400_000,
} as const;

/** What was never delivered is repaired within fifteen minutes: looked for every five, once it is two old, and asked for at once. */
export const RECONCILE = {
  tickMs: 15_000,
  everyMs: 5 * 60_000,
  /** Younger changes are usually still on their way by themselves. */
  graceMs: 2 * 60_000,
  /** Looked at again each time: clocks of stores differ from ours, and they count in whole seconds. */
  overlapMs: 15 * 60_000,
  /** Of one look; a longer list is gone on with in the next. */
  findingsMax: 1_000,
  /** A store that does not answer is asked after 1, 2, 4, ... minutes, and never later than this. */
  firstRetryMs: 60_000,
  longestRetryMs: 10 * 60_000,
  /** A process that died leaves its look to another after this. */
  leaseMs: 10 * 60_000,
} as const;

/** Changes that no list shows (deleted orders, refunds taken back): kept orders are compared with the store, spread over the day. */
export const SWEEP = {
  /** So old orders are still shown to everybody who may see orders at all. */
  windowMs: 55 * 86_400_000,
  cycleMs: 86_400_000,
  /** What was placed since is compared in every look: most mistakes are put right soon. */
  freshMs: 2 * 3_600_000,
  ordersMax: 2_000,
} as const;

export const HISTORY = {
  tickMs: 1_000,
  /** Longer than one page takes; a process that died leaves the import to another after this. */
  leaseMs: 2 * 60_000,
  /** One process stays with one store that long, then looks at the others. */
  turnMs: 10_000,
  /** While more of a page than this still waits in the inbox, no further page is read: what the store tells now goes first. */
  waitingMax: 50,
  waitForInboxMs: 500,
  firstRetryMs: 5_000,
  longestRetryMs: 10 * 60_000,
  /** About an hour of a store that does not answer. */
  failuresMax: 12,
  /** Orders whose points are looked at again in one piece of work. */
  creditedAtOnce: 5_000,
  /** A count of what past orders would give ends here, and says so. */
  countedMax: 50_000,
} as const;

export const ORDER_LEASE_MS = 60_000;
/** How long a second asker waits for the first before the work goes back to its queue. */
export const ORDER_LEASE_WAIT_MS = 15_000;

/** How long a merge of members can be undone. */
export const MERGES = { undoMs: 30 * 86_400_000 };
