import { describe, expect, it } from 'vitest';
import { colourFrom, contrast, DARK_SURFACE, LIGHT_SURFACE, readableOn, textOn, type Colour } from '../../src/colour/contrast.ts';
import { answerWith, me, openPage } from './shop-page.ts';

const samples: Colour[] = [[44, 95, 79], [255, 255, 255], [0, 0, 0], [255, 230, 0], [128, 128, 128], [255, 0, 80], [118, 118, 118], [10, 10, 60]]; // prettier-ignore

describe("the merchant's colour", () => {
  it.each(samples)('%i %i %i: text on it and in it reaches 4.5 : 1', (...colour) => {
    expect(contrast(textOn(colour), colour)).toBeGreaterThanOrEqual(4.5);
    for (const surface of [LIGHT_SURFACE, DARK_SURFACE]) expect(contrast(readableOn(surface, colour), surface)).toBeGreaterThanOrEqual(4.5);
  });

  it('is left as it is where it can be read', () => {
    expect(readableOn(LIGHT_SURFACE, [44, 95, 79])).toEqual([44, 95, 79]);
  });

  it('is read in the form browsers compute, and nothing else', () => {
    expect(colourFrom('rgb(1, 2, 3)')).toEqual([1, 2, 3]);
    expect(colourFrom('red}body{display:none')).toBeNull();
  });

  it('cannot carry style of its own into the page', () => {
    answerWith({ me: me() });
    const page = openPage({ accent: 'red}.face{display:none' });
    const styles = [...page.shadow.querySelectorAll('style')].map((style) => style.textContent).join('');
    expect(styles).not.toContain('display:none');
  });
});
