// The box of points beside a cart: what there is, what of it can be had for this cart, and what is in it. Blocks and classic pages draw the same.
import { element } from './element.ts';
import { askFor, type Known } from './known.ts';
import { worthShowing, type Offered } from './offered.ts';
import { CHANGED, Refused, type CartNow, type Place, type Ways } from './place.ts';
import { nameOf, rewardRow } from './reward-row.ts';
import { voiceOf, type Voice } from './voice.ts';
import { wordsOfPage } from './words.ts';

const FIRST = 3;
const RECENT_MS = 5_000;
/** So long a page is let settle before a screen reader is given something to say. */
const SPOKEN_MS = 200;

export interface Box {
  readonly update: (cart: CartNow) => void;
  /** It was put into the page anew. */
  readonly stands: () => void;
}

/** One question for all boxes of a page; a question that failed is asked again. */
let asked: Promise<Known> | null = null;
const ask = (place: Place): Promise<Known> =>
  (asked ??= askFor(place).catch((error: unknown) => {
    asked = null;
    throw error;
  }));

class CartBox implements Box {
  readonly #host: HTMLElement;
  readonly #place: Place;
  readonly #ways: Ways;
  readonly #said = element('p', { class: 'lasting-cart-said', role: 'status' });
  readonly #body = element('div');
  #cart: CartNow = { choice: null, word: '', goodsMinor: 0 };
  #known: Known | null = null;
  #away = false;
  #busy = false;
  #told = '';
  #changedAt = 0;

  constructor(host: HTMLElement, place: Place, ways: Ways) {
    [this.#host, this.#place, this.#ways] = [host, place, ways];
    const { language } = this.#voice;
    host.setAttribute('dir', language.dir);
    host.setAttribute('lang', language.tag);
    host.classList.add('lasting-cart');
    const title = element('h3', { class: 'lasting-cart-title' }, this.#voice.say('title'));
    host.replaceChildren(title, this.#body, this.#said);
    if (place.signedIn) void this.#load();
  }

  get #voice(): Voice {
    return voiceOf(this.#place.language, wordsOfPage(), this.#known?.look);
  }

  update(cart: CartNow): void {
    if (cart.word !== this.#cart.word) this.#tell(cart.word);
    this.#cart = cart;
    this.#draw();
  }

  /** What is being said, and where somebody was, would be lost with a part of the page that goes. */
  stands(): void {
    if (Date.now() - this.#changedAt > RECENT_MS) return;
    this.#focusAgain();
    const told = this.#told;
    this.#tell('');
    setTimeout(() => {
      if (this.#told === '') this.#tell(told);
    }, SPOKEN_MS);
  }

  /** The button that was pressed went with what it did. */
  #focusAgain(): void {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost) this.#body.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  }

  async #load(): Promise<void> {
    this.#away = false;
    this.#draw();
    try {
      this.#known = await ask(this.#place);
    } catch {
      this.#away = true;
    }
    this.#draw();
  }

  /** What somebody had the focus on is found again after it was drawn anew. */
  #draw(): void {
    const key = this.#host.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : null;
    this.#body.setAttribute('aria-busy', String(this.#busy));
    this.#body.replaceChildren(...this.#parts().filter((part) => part !== null));
    if (key == null) return;
    const same = [...this.#body.querySelectorAll<HTMLElement>('[data-key]')].find((one) => one.dataset['key'] === key);
    (same ?? this.#body.querySelector<HTMLElement>('button'))?.focus();
  }

  #parts(): (HTMLElement | null)[] {
    const voice = this.#voice;
    if (!this.#place.signedIn) return [this.#guest(voice)];
    const chosen = this.#chosen(voice);
    if (this.#away) return [chosen, this.#trouble(voice)];
    if (this.#known === null) return [chosen, element('p', {}, voice.say('loading'))];
    return [chosen, ...this.#member(voice, this.#known)];
  }

  #guest(voice: Voice): HTMLElement {
    return element('p', {}, `${voice.say('guest')} `, element('a', { href: this.#place.signIn }, voice.say('signIn')));
  }

  #trouble(voice: Voice): HTMLElement {
    const again = element(
      'button',
      { type: 'button', class: 'lasting-cart-link', 'data-key': 'retry', click: () => void this.#load() },
      voice.say('retry'),
    );
    return element('p', {}, `${voice.say('away')} `, again);
  }

  #member(voice: Voice, { me, program }: Known): (HTMLElement | null)[] {
    if (me.member === null) return [element('p', {}, voice.say('none'))];
    const have = element('p', { class: 'lasting-cart-have' }, voice.say('have', { count: me.member.available }));
    const chosen = this.#cart.choice;
    const offered = worthShowing(program, me, this.#cart.goodsMinor).filter(
      ({ reward }) => reward.id !== chosen?.rewardId || reward.steps !== null,
    );
    if (offered.length === 0) return [have, chosen === null ? element('p', {}, voice.say('nothing')) : null];
    if (chosen !== null) return [have, this.#folded(voice.say('other'), voice, offered)];
    const rest = offered.slice(FIRST);
    return [have, this.#list(voice, offered.slice(0, FIRST)), rest.length === 0 ? null : this.#folded(voice.say('more'), voice, rest)];
  }

  #list(voice: Voice, offered: readonly Offered[]): HTMLElement {
    const rows = offered.map((one) => rewardRow(voice, one, this.#busy, (...chosen) => void this.#choose(...chosen)));
    return element('ul', { class: 'lasting-cart-rewards' }, ...rows);
  }

  #folded(title: string, voice: Voice, offered: readonly Offered[]): HTMLElement {
    const open = this.#body.querySelector('details')?.open ?? false;
    return element('details', { open }, element('summary', { 'data-key': 'more' }, title), this.#list(voice, offered));
  }

  #chosen(voice: Voice): HTMLElement | null {
    const { choice } = this.#cart;
    if (choice === null) return null;
    const remove = element('button', {
      type: 'button',
      class: 'lasting-cart-link',
      'data-key': 'remove',
      'aria-label': voice.say('removeNamed', { reward: choice.name }),
      'aria-disabled': this.#busy ? 'true' : undefined,
      click: () => void this.#drop(),
    });
    remove.textContent = voice.say('remove');
    const name = element('strong', { class: 'lasting-cart-name' }, choice.name);
    return element(
      'div',
      { class: 'lasting-cart-chosen' },
      name,
      element('small', {}, voice.say('chosen', { count: choice.points })),
      remove,
    );
  }

  #choose(offered: Offered, steps: number, name = nameOf(this.#voice, offered)): Promise<void> {
    return this.#change(() => this.#ways.choose(offered.reward.id, steps), this.#voice.say('applied', { reward: name }));
  }

  #drop(): Promise<void> {
    return this.#change(() => this.#ways.drop(), this.#voice.say('removed'));
  }

  async #change(change: () => Promise<void>, done: string): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#tell('');
    this.#draw();
    try {
      await change();
      this.#tell(done);
      document.dispatchEvent(new CustomEvent(CHANGED));
    } catch (error) {
      this.#tell(error instanceof Refused && error.message !== '' ? error.message : this.#voice.say('failed'));
    }
    this.#busy = false;
    this.#changedAt = Date.now();
    this.#draw();
    this.#focusAgain();
  }

  #tell(text: string): void {
    if (text === this.#told) return;
    this.#told = text;
    this.#said.textContent = text;
  }
}

/** Fills `host`. It asks for the shopper's points once for a page, however many boxes there are. */
export const createBox = (host: HTMLElement, place: Place, ways: Ways): Box => new CartBox(host, place, ways);
