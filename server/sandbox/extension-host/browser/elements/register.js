// The `s-*` elements that our extensions use, plain and accessible. Shopify's own are drawn by Shopify and cannot be had here.
import { ButtonElement, ClipboardElement, DetailsElement, LinkElement, NumberElement, SummaryElement } from './controls.js';
import { CheckboxElement, OptionElement, SelectElement } from './choices.js';
import { TextFieldElement } from './fields.js';
import { BoxElement, ImageElement, ListItemElement, OrderedListElement } from './lists.js';
import * as text from './text.js';

const ELEMENTS = {
  's-badge': text.BadgeElement,
  's-banner': text.BannerElement,
  's-divider': text.DividerElement,
  's-heading': text.HeadingElement,
  's-page': text.PageElement,
  's-paragraph': text.ParagraphElement,
  's-section': text.SectionElement,
  's-skeleton-paragraph': text.SkeletonElement,
  's-stack': text.StackElement,
  's-text': text.TextElement,
  's-button': ButtonElement,
  's-checkbox': CheckboxElement,
  's-clipboard-item': ClipboardElement,
  's-details': DetailsElement,
  's-link': LinkElement,
  's-number-field': NumberElement,
  's-option': OptionElement,
  's-select': SelectElement,
  's-box': BoxElement,
  's-image': ImageElement,
  's-list-item': ListItemElement,
  's-ordered-list': OrderedListElement,
  's-text-field': TextFieldElement,
  's-summary': SummaryElement,
};

for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
