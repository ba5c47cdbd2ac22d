// Words and the room around them: text, paragraph, heading, section, page, stack, divider, badge, banner, skeleton.
import { make, PlainElement } from './element.js';

const GAPS = [
  'small-500',
  'small-400',
  'small-300',
  'small-200',
  'small-100',
  'small',
  'base',
  'large',
  'large-100',
  'large-200',
  'large-300',
];
const size = (/** @type {number} */ index) => `${(0.125 * (index + 1)).toFixed(3)}rem`;
const tokens = (/** @type {string} */ attribute, /** @type {string} */ property) =>
  GAPS.map((name, index) => `:host([${attribute}="${name}"]) { ${property}: ${size(index)}; }`).join('\n');

export class TextElement extends PlainElement {
  /** @override */
  static css = `
    :host { display: inline; }
    :host([color="subdued"]) { color: var(--soft); font-size: 0.9375rem; }
    :host([type="strong"]) { font-weight: 650; }
    :host([tone="critical"]) { color: var(--warn); }
  `;
}

export class ParagraphElement extends PlainElement {
  /** @override */
  static css = ':host { display: block; }';
}

/** A heading stands one below that of the section around it. */
export class HeadingElement extends PlainElement {
  /** @override */
  static css = ':host { display: block; font-size: 1.35rem; font-weight: 650; line-height: 1.3; }';
  /** @override */
  draw() {
    const around = this.parentElement?.closest('s-section') ?? null;
    this.setAttribute('role', 'heading');
    this.setAttribute('aria-level', around === null ? '2' : '3');
  }
}

export class SectionElement extends PlainElement {
  static observedAttributes = ['heading'];
  /** @override */
  static css = `
    :host { display: block; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; margin-block: 1rem; }
    .heading { font-size: 1.05rem; font-weight: 650; margin-block-end: 0.75rem; }
  `;
  /** @override */
  draw() {
    const heading = this.getAttribute('heading');
    this.inside.replaceChildren(
      ...(heading ? [make('div', { class: 'heading', role: 'heading', 'aria-level': '2' }, heading)] : []),
      make('slot'),
    );
  }
}

/** A page of an extension is all of the page, so its heading is the page's own. */
export class PageElement extends PlainElement {
  static observedAttributes = ['heading'];
  /** @override */
  static css = ':host { display: block; max-inline-size: 46rem; }';
  /** @override */
  draw() {
    const title = document.querySelector('main h1');
    const heading = this.getAttribute('heading');
    if (title !== null && heading) title.textContent = heading;
  }
}

export class StackElement extends PlainElement {
  /** @override */
  static css = `
    :host { display: flex; flex-direction: column; align-items: stretch; min-inline-size: 0; }
    :host([direction="inline"]) { flex-direction: row; flex-wrap: wrap; align-items: baseline; }
    :host([direction="inline"][alignitems="center"]) { align-items: center; }
    :host([justifycontent="space-between"]) { justify-content: space-between; }
    :host([border="base"]) { border: 1px solid var(--line); }
    :host([borderradius="base"]) { border-radius: 8px; }
    :host([padding="base"]) { padding: 0.875rem; }
    ::slotted(s-section) { margin-block: 0; }
    ${tokens('gap', 'gap')}
    ${tokens('paddinginlinestart', 'padding-inline-start')}
    ${tokens('paddingblockend', 'padding-block-end')}
  `;
  /** @override */
  draw() {
    const role = this.getAttribute('accessibilityrole');
    if (role !== null) this.setAttribute('role', role);
  }
}

export class DividerElement extends PlainElement {
  /** @override */
  static css = ':host { display: block; border-block-start: 1px solid var(--line); }';
  /** @override */
  draw() {
    this.setAttribute('role', 'separator');
  }
}

export class BadgeElement extends PlainElement {
  /** @override */
  static css =
    ':host { display: inline-block; background: var(--paper); border: 1px solid var(--line); border-radius: 999px; padding: 0.05rem 0.6rem; font-size: 0.875rem; }';
}

/** What has just happened is read out; what went wrong at once. */
export class BannerElement extends PlainElement {
  static observedAttributes = ['heading', 'tone'];
  /** @override */
  static css = `
    :host { display: block; border: 1px solid var(--line); border-inline-start: 4px solid var(--soft); border-radius: 8px; padding: 0.75rem 0.875rem; background: var(--card); }
    :host([tone="success"]) { border-inline-start-color: var(--green); }
    :host([tone="warning"]), :host([tone="critical"]) { border-inline-start-color: var(--warn); }
    .heading { font-weight: 650; margin-block-end: 0.25rem; }
  `;
  /** @override */
  draw() {
    const heading = this.getAttribute('heading');
    this.setAttribute('role', this.getAttribute('tone') === 'critical' ? 'alert' : 'status');
    this.inside.replaceChildren(...(heading ? [make('div', { class: 'heading' }, heading)] : []), make('slot'));
  }
}

export class SkeletonElement extends PlainElement {
  static observedAttributes = ['content'];
  /** @override */
  static css = `
    :host { display: block; }
    .bone { block-size: 0.9em; border-radius: 4px; background: var(--line); margin-block: 0.45em; }
    .bone:last-child { inline-size: 60%; }
    .said { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  `;
  /** @override */
  draw() {
    const said = make('div', { class: 'said', role: 'status' }, this.getAttribute('content') ?? '');
    this.inside.replaceChildren(said, ...[1, 2, 3].map(() => make('div', { class: 'bone', 'aria-hidden': 'true' })));
  }
}
