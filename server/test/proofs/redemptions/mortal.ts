// A process that dies at a chosen moment: before its n-th write or call it stops, and from then on it neither reads, writes nor asks. Nothing of
// the product is rebuilt: the end is put onto the very ports that `createCore` wired, and onto `fetch`.
import type { Core } from '../../../src/core.ts';

export class Died extends Error {
  constructor() {
    super('this process is dead');
    this.name = 'Died';
  }
}

export class Life {
  /** What was done, in sequence: writes by port and method, calls by what was asked. */
  readonly deeds: string[] = [];
  readonly #diesBefore: number | null;
  #dead = false;

  /** `diesBefore`: the number of the deed that is not done any more, from 1; null: it lives. */
  constructor(diesBefore: number | null) {
    this.#diesBefore = diesBefore;
  }

  get isDead(): boolean {
    return this.#dead;
  }

  deed(name: string): void {
    this.look();
    this.deeds.push(name);
    if (this.deeds.length !== this.#diesBefore) return;
    this.#dead = true;
    throw new Died();
  }

  look(): void {
    if (this.#dead) throw new Died();
  }
}

/**
 * What changes something that outlives the process. A claim is none: whoever dies with it has done nothing, and its lease runs out, as it does
 * for a death before the next deed.
 */
const DEEDS = {
  redemptions: ['create', 'change'],
  referrals: ['create', 'change'],
  vouchers: ['create', 'change'],
  outbox: ['add', 'restate', 'remember', 'finish', 'fail'],
  entries: ['append'],
  orders: ['create', 'replace', 'judge'],
  balances: ['show'],
  inbox: ['insert', 'finish', 'fail'],
  members: ['create', 'update'],
  leases: [],
} as const satisfies Partial<Record<keyof Core, readonly string[]>>;

type Method = (...given: unknown[]) => unknown;

function endWith(port: object, name: string, deeds: readonly string[], life: Life): void {
  const methods = port as Record<string, Method | undefined>;
  for (const method of Object.getOwnPropertyNames(Object.getPrototypeOf(port))) {
    const work = methods[method];
    if (method === 'constructor' || typeof work !== 'function') continue;
    const named = `${name}.${method}`;
    const isDeed = deeds.includes(method);
    methods[method] = (...given) => {
      if (isDeed) life.deed(named);
      else life.look();
      return work.apply(port, given);
    };
  }
}

/** Everything this core does ends when the life ends. */
export function mortal(core: Core, life: Life): Core {
  for (const [name, deeds] of Object.entries(DEEDS)) endWith(core[name as keyof typeof DEEDS], name, deeds, life);
  return core;
}

/** Which field of a query is asked for: what a call is called in the story of a death. */
const askedFor = (body: unknown): string => /\{\s*(?:\w+:\s*)?(\w+)/u.exec(String(body))?.[1] ?? 'something';

/** Calls to one shop's API die with whoever lives; everything else goes its way. One at a time: tests of one file run in sequence. */
export class Calls {
  readonly #lives = new Map<string, Life>();
  readonly #fetch = globalThis.fetch;

  constructor() {
    globalThis.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const life = url.pathname.startsWith('/admin/') ? this.#lives.get(url.origin) : undefined;
      // A token that is renewed on the way is not part of the story.
      if (url.pathname.startsWith('/admin/api/')) life?.deed(`shop.${askedFor(init?.body)}`);
      else life?.look();
      return this.#fetch(input, init);
    };
  }

  /** Whoever asks this shop now lives this life; null: somebody who does not die. */
  belongTo(life: Life | null, shopUrl: string): void {
    if (life === null) this.#lives.delete(new URL(shopUrl).origin);
    else this.#lives.set(new URL(shopUrl).origin, life);
  }

  close(): void {
    globalThis.fetch = this.#fetch;
  }
}
