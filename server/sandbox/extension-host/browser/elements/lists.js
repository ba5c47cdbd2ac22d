// Lists, pictures, and a box that keeps its content from growing.
import { make, PlainElement } from './element.js';

export class OrderedListElement extends PlainElement {
  /** @override */
  static css = ':host { display: block; }';
  /** @override */
  draw() {
    this.setAttribute('role', 'list');
  }
}

export class ListItemElement extends PlainElement {
  /** @override */
  static css = ':host { display: list-item; list-style: decimal; margin-inline-start: 1.5rem; padding-block: 0.125rem; }';
  /** @override */
  draw() {
    this.setAttribute('role', 'listitem');
  }
}

export class BoxElement extends PlainElement {
  static observedAttributes = ['maxinlinesize'];
  /** @override */
  static css = ':host { display: block; }';
  /** @override */
  draw() {
    this.style.maxInlineSize = this.getAttribute('maxinlinesize') ?? '';
  }
}

export class ImageElement extends PlainElement {
  static observedAttributes = ['src', 'alt'];
  /** @override */
  static css = 'img { display: block; inline-size: 100%; aspect-ratio: 1; background: #fff; border-radius: 8px; }';
  #picture = make('img');

  constructor() {
    super();
    this.inside.replaceChildren(this.#picture);
  }

  /** @override */
  draw() {
    this.#picture.alt = this.getAttribute('alt') ?? '';
    this.#picture.src = this.getAttribute('src') ?? '';
  }
}
