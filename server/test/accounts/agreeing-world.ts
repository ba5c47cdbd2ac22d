// The accounts world with a page of the shop in front: who is signed in agrees, takes back, joins and leaves.
import { asksOf } from '../../src/accounts/consent-words.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/default-settings.ts';
import { STOREFRONT_ENDPOINTS, type accounts, type admin } from '../../src/contract/index.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import { createDevLogin } from '../../src/api/admin/dev-login.ts';
import type { MergeRequest, Services } from '../../src/api/services.ts';
import { storeId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import { startApp, type AppUnderTest } from '../api/app-under-test.ts';
import { anAction, aProgram, aRule } from '../builders/programs.ts';
import { servicesOf } from '../builders/server.ts';
import { AccountsWorld, BOB, type ShopifyShop } from './accounts-world.ts';

export const JOINED = 20;
export const TOLD = 15;
export const DAY_POINTS = 50;
export const ACTIONS: Program['earning']['actions'] = [
  anAction('newsletter-joined', { points: JOINED }),
  anAction('birthday-given', { points: TOLD }),
  anAction('birthday', { points: DAY_POINTS }),
];
export const TERMS = { version: '2026-11', url: 'https://tea.example/terms' };

export class AgreeingShop {
  readonly shop: ShopifyShop;
  readonly #app: AppUnderTest;
  #revision = 0;

  constructor(shop: ShopifyShop, app: AppUnderTest) {
    this.shop = shop;
    this.#app = app;
  }

  get core() {
    return this.shop.core;
  }

  async decide(change: Partial<admin.AccountSettings> = {}): Promise<void> {
    const values = {
      ...DEFAULT_SETTINGS,
      accounts: { ...DEFAULT_SETTINGS.accounts, asks: { newsletter: true, birthday: true }, ...change },
    };
    const by = { userId: 'u', name: 'U' };
    await this.core.settings.save(this.shop.storeId, { revision: (this.#revision += 1), values, savedAt: this.core.time.now, by });
  }

  /** `who` null: a visitor. */
  async post(path: string, body: unknown, who: string | null = BOB.id): Promise<{ status: number; body: unknown }> {
    const signed = { shop: this.shop.storeId, signature: 'good', ...(who === null ? {} : { logged_in_customer_id: who }) };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const query = new URLSearchParams(signed).toString();
    const answer = await this.#app.fetch(`${path}?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    });
    return { status: answer.status, body: await answer.json() };
  }

  async me(who: string | null = BOB.id) {
    const signed = { shop: this.shop.storeId, signature: 'good', ...(who === null ? {} : { logged_in_customer_id: who }) };
    const answer = await this.#app.fetch(`/proxy/me?${new URLSearchParams(signed).toString()}`, {});
    return STOREFRONT_ENDPOINTS.me.answer.parse(await answer.json());
  }

  async asked(kind: accounts.ConsentKind, who: string = BOB.id): Promise<accounts.ConsentAsked | null> {
    return (await this.me(who)).membership?.asked.find((one) => one.kind === kind) ?? null;
  }

  async versionOf(kind: accounts.ConsentKind): Promise<string> {
    const { storeId: id, world } = this.shop;
    const [stored, record] = [await this.core.settings.get(id), await world.store(id)];
    const program = await this.core.directory.programAt(id, this.core.time.now);
    const asked = asksOf(stored?.values ?? DEFAULT_SETTINGS, program, record, 'en');
    return asked.find((one) => one.kind === kind)?.version ?? 'not asked';
  }

  async gives(kind: accounts.ConsentKind, birthday: string | null = null, who: string = BOB.id): Promise<number> {
    const give = [{ kind, version: await this.versionOf(kind), birthday }];
    return (await this.post('/proxy/consents', { surface: 'panel', give }, who)).status;
  }

  async takesBack(kind: accounts.ConsentKind, who: string = BOB.id): Promise<number> {
    return (await this.post('/proxy/consents', { surface: 'panel', takeBack: [kind] }, who)).status;
  }

  async does(action: 'join' | 'leave', termsVersion: string | null = null, who: string = BOB.id): Promise<number> {
    return (await this.post('/proxy/membership', { action, termsVersion }, who)).status;
  }
}

export class AgreeingWorld {
  readonly accounts: AccountsWorld;
  readonly #app: AppUnderTest;
  readonly #services: Services;

  private constructor(world: AccountsWorld, app: AppUnderTest, services: Services) {
    this.accounts = world;
    this.#app = app;
    this.#services = services;
  }

  static async open(): Promise<AgreeingWorld> {
    const world = await AccountsWorld.open();
    // Stands for a signed query: the platform's own tests prove the signature.
    const storefrontIdentity = (query: URLSearchParams) =>
      Promise.resolve(
        query.get('signature') === 'good'
          ? { storeId: storeId(query.get('shop') ?? ''), externalId: query.get('logged_in_customer_id') }
          : null,
      );
    const devLogin = createDevLogin('the app secret of these tests');
    const adminIdentity = (bearer: string) => devLogin.verify(bearer, world.core.time.now);
    const services = servicesOf(world.core, { storefrontIdentity, devLogin, adminIdentity });
    return new AgreeingWorld(world, await startApp(services), services);
  }

  /** The member's page as the merchant gets it. */
  async member(store: StoreId, member: MemberId): Promise<unknown> {
    const who = { storeId: store, userId: 'u-owner', name: 'Test', role: 'owner', locale: 'en' } as const;
    const { token } = (await this.#services.devLogin?.sign(who, this.accounts.core.time.now)) ?? { token: '' };
    return (await this.#app.fetch(`/admin/api/members/${member}`, { headers: { authorization: `Bearer ${token}` } })).json();
  }

  async merges(merge: MergeRequest): Promise<void> {
    await this.#services.merge(merge);
  }

  async erases(store: StoreId, member: MemberId): Promise<void> {
    await this.#services.erase({ storeId: store, memberId: member, by: 'u' });
  }

  async undoes(merge: MergeRequest): Promise<void> {
    await this.#services.undoMerge(merge);
  }

  /** Its one customer has an account. */
  async shop(actions: Program['earning']['actions'] = ACTIONS, settings: Partial<admin.AccountSettings> = {}): Promise<AgreeingShop> {
    const rule = aRule('points-per-money', { rates: [{ currency: 'USD', points: 1, perMinor: 100 }] });
    const { earning } = aProgram([rule], { actions });
    const shop = await this.accounts.shop({ earning, timeZone: 'Europe/Berlin' });
    const agreeing = new AgreeingShop(shop, this.#app);
    await agreeing.decide(settings);
    await shop.enables();
    return agreeing;
  }

  async close(): Promise<void> {
    await this.#app.close();
    await this.accounts.close();
  }
}
