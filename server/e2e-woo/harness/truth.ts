// What our server knows of the shop: asked over the admin's own API with a token that the shop's plugin signed, and proved by the command line.
import { z } from 'zod';
import { ADMIN_ENDPOINTS, type admin } from '../../src/contract/index.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/default-settings.ts';
import type { ProgramTerms } from '../../src/loyalty/program/program.ts';
import type { Household } from '../../e2e/harness/household.ts';
import { lasting } from '../../e2e/harness/lasting.ts';
import { php } from './php.ts';
import type { Running } from './store-facts.ts';

const TOKEN_MS = 240_000;
const inForceWithinMs = 6_500;
const pause = (ms: number): Promise<void> => new Promise((next) => setTimeout(next, ms));

const signed = z.object({ storeId: z.string(), token: z.string() });

export interface Known {
  readonly balance: admin.MemberRow['balance'];
  readonly memberId: string;
  readonly kind: string;
}

/** One for each file: the token is short, and a shop that is connected anew signs with another key. */
export class Truth {
  readonly #running: Running;
  #pass: (z.infer<typeof signed> & { readonly until: number }) | null = null;

  constructor(running: Running) {
    this.#running = running;
  }

  async storeId(): Promise<string> {
    return (await this.#signed()).storeId;
  }

  async ask(method: string, path: string, body?: object): Promise<unknown> {
    const { token } = await this.#signed();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await fetch(`${this.#running.household.admin}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  /** Null: nobody of that address is known. */
  async member(email: string): Promise<Known | null> {
    const { members } = ADMIN_ENDPOINTS;
    const { items } = members.answer.parse(await this.ask('GET', `${members.path}?search=${encodeURIComponent(email)}`));
    const found = items.find((one) => one.email?.toLowerCase() === email.toLowerCase());
    return found === undefined ? null : { balance: found.balance, memberId: found.memberId, kind: found.kind };
  }

  async orders(email: string): Promise<admin.MemberDetail['orders']> {
    const known = await this.member(email);
    if (known === null) return [];
    const { member } = ADMIN_ENDPOINTS;
    return member.answer.parse(await this.ask('GET', member.path.replace(':memberId', encodeURIComponent(known.memberId)))).orders;
  }

  async rewards(email: string): Promise<admin.RewardRow[]> {
    const known = await this.member(email);
    if (known === null) return [];
    const { memberRewards } = ADMIN_ENDPOINTS;
    return memberRewards.answer.parse(await this.ask('GET', memberRewards.path.replace(':memberId', encodeURIComponent(known.memberId))))
      .items;
  }

  /** By hand, as support does. */
  async gives(email: string, points: number): Promise<void> {
    const known = await this.member(email);
    if (known === null) throw new Error(`nobody of ${email} is known`);
    const path = ADMIN_ENDPOINTS.adjust.path.replace(':memberId', encodeURIComponent(known.memberId));
    await this.ask('POST', path, { points, reason: 'For the test', requestId: crypto.randomUUID() });
  }

  /** Published, and in force for every process. */
  async publish(termsOf: (plain: ProgramTerms) => ProgramTerms): Promise<void> {
    const { programState, saveDraft, publishProgram } = ADMIN_ENDPOINTS;
    const state = programState.answer.parse(await this.ask('GET', programState.path));
    const terms = termsOf(state.terms as unknown as ProgramTerms);
    const { draft } = saveDraft.answer.parse(
      await this.ask('PUT', saveDraft.path, { terms, expectedRevision: state.draft?.revision ?? 0 }),
    );
    if (draft === null || draft.problems.length > 0) throw new Error(`the draft has problems: ${JSON.stringify(draft?.problems)}`);
    await this.ask('POST', publishProgram.path, { expectedRevision: draft.revision, expectedVersion: state.newest.version, at: null });
    await pause(inForceWithinMs);
  }

  async speaksAllLanguages(): Promise<void> {
    const { settings, saveSettings } = ADMIN_ENDPOINTS;
    const { revision } = settings.answer.parse(await this.ask('GET', settings.path));
    const values = { ...DEFAULT_SETTINGS, languages: ['en', 'fa', 'he'] };
    await this.ask('PUT', saveSettings.path, { values, expectedRevision: revision });
  }

  /** What an operator runs, and what the clock runs every few minutes. */
  async reconciles(since: Date): Promise<void> {
    const answer = z.object({ dead: z.number() });
    const { code, value } = await lasting(
      this.#household,
      answer,
      'reconcile',
      '--store',
      await this.storeId(),
      '--since',
      since.toISOString(),
    );
    if (code !== 0 || value.dead > 0) throw new Error(`reconcile ended with ${code}: ${JSON.stringify(value)}`);
  }

  /** Every hash, balance and order of every store, proved again; empty when all is right. */
  async wrongInLedger(): Promise<string[]> {
    const answer = z.object({
      ok: z.boolean(),
      entries: z.number(),
      stores: z.array(z.looseObject({ storeId: z.string(), ok: z.boolean() })),
    });
    const { code, value } = await lasting(this.#household, answer, 'verify');
    return code === 0 && value.ok ? [] : value.stores.filter(({ ok }) => !ok).map((store) => JSON.stringify(store));
  }

  /** The one line by which the plugin connects; for a shop that is known already, one made for it. */
  async invitation(store?: string): Promise<string> {
    const answer = z.object({ connectionLine: z.string() });
    const { value } = await lasting(this.#household, answer, 'stores', 'invite', ...(store === undefined ? [] : ['--store', store]));
    return value.connectionLine;
  }

  async storesKnown(): Promise<{ storeId: string; url: string; state: string }[]> {
    const all = z.array(z.object({ storeId: z.string(), url: z.string(), state: z.string() }));
    return (await lasting(this.#household, all, 'stores', 'list')).value.filter(({ url }) => url === this.#running.store.url);
  }

  get #household(): Household {
    // The command line needs only where the data is.
    return this.#running.household as Household;
  }

  async #signed(): Promise<z.infer<typeof signed>> {
    if (this.#pass === null || this.#pass.until < Date.now()) {
      const code = `$c = Lasting_Connection::get(); if (null === $c) { return null; }
        return array('storeId' => $c['store_id'], 'token' => lasting_token($c, 'staff', array('sub' => 'wp:1', 'name' => 'admin', 'own' => true, 'lang' => 'en'), time()));`;
      const pass = await php(this.#running.store, signed.nullable(), code);
      if (pass === null) throw new Error('the shop is not connected, so it can sign nothing');
      this.#pass = { ...pass, until: Date.now() + TOKEN_MS };
    }
    return this.#pass;
  }
}
