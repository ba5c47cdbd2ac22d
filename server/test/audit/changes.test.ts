import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween, type Json } from '../../src/audit/changes.ts';

describe('changes between two documents', () => {
  it('are none where only the order of fields differs', () => {
    expect(changesBetween({ a: 1, b: { c: [1, 2], d: null } }, { b: { d: null, c: [1, 2] }, a: 1 })).toEqual([]);
  });

  it('name the place, what was there and what is there now', () => {
    const before = { name: 'x', list: [1, 2, 3], gone: true, deep: { a: { b: 1 } } };
    const after = { name: 'y', list: [1, 5], new: 'z', deep: { a: { b: 2 } } };
    expect(changesBetween(before, after)).toEqual([
      { field: 'name', before: 'x', after: 'y' },
      { field: 'list.1', before: 2, after: 5 },
      { field: 'list.2', before: 3, after: null },
      { field: 'gone', before: true, after: null },
      { field: 'deep.a.b', before: 1, after: 2 },
      { field: 'new', before: null, after: 'z' },
    ]);
  });

  it('know elements by their ids, so that a rule that moved did not change', () => {
    const [one, two] = [{ id: 'one', points: 1 }, { id: 'two', points: 2 }]; // prettier-ignore
    expect(changesBetween({ rules: [one, two] }, { rules: [two, one] })).toEqual([]);
    expect(changesBetween({ rules: [one, two] }, { rules: [{ ...two, points: 3 }, one] })).toEqual([{ field: 'rules.two.points', before: 2, after: 3 }]); // prettier-ignore
    expect(changesBetween({ rules: [one] }, { rules: [one, one] })).not.toEqual([]);
  });

  it('tell a list from an object, and nothing from something', () => {
    expect(changesBetween({ a: [] }, { a: {} })).toEqual([{ field: 'a', before: [], after: {} }]);
    expect(changesBetween({ a: null }, { a: { b: 1 } })).toEqual([{ field: 'a', before: null, after: { b: 1 } }]);
    expect(changesBetween(null, { a: 1 })).toEqual([{ field: 'a', before: null, after: 1 }]);
  });

  it('are found whenever documents differ, and never when they say the same', () => {
    const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean());
    const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
      tree: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('tree')), fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('tree'))),
    }));
    const document = fc.dictionary(fc.constantFrom('a', 'b', 'c'), tree);
    const sorted = (value: Json): unknown => {
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return value.map(sorted);
      return Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1)).map(([name, inner]) => [name, sorted(inner)]); // prettier-ignore
    };
    const same = (one: Json, other: Json): boolean => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
    fc.assert(
      fc.property(document, document, (before, after) => {
        expect(changesBetween(before, before)).toEqual([]);
        expect(changesBetween(before, after).length === 0).toBe(same(before, after));
      }),
      { numRuns: 500 },
    );
  });
});
