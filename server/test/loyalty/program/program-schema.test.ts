import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/loyalty/program/catalog.ts';
import { defaultProgram } from '../../../src/loyalty/program/default-program.ts';
import { programSchema, type Program } from '../../../src/loyalty/program/program.ts';
import { upgradeProgram, type FirstProgram } from '../../../src/loyalty/program/upgrade.ts';
import { everyKindProgram } from '../../builders/programs.ts';

describe('the document that a program is', () => {
  it('is read as it was written, with every kind in it', () => {
    const program = everyKindProgram();
    expect(programSchema.parse(program)).toEqual(program);
    expect(programSchema.parse(defaultProgram('EUR'))).toEqual(defaultProgram('EUR'));
  });

  it('survives being stored as JSON without a change', () => {
    expect(JSON.parse(JSON.stringify(everyKindProgram()))).toEqual(everyKindProgram());
  });

  it('does not accept a field that nobody knows, nor a kind that does not exist', () => {
    expect(programSchema.safeParse({ ...defaultProgram('EUR'), bonus: 5 }).success).toBe(false);
    const rule = { ...defaultProgram('EUR').earning.rules[0], kind: 'points-per-smile' };
    const earning = { ...defaultProgram('EUR').earning, rules: [rule] };
    expect(programSchema.safeParse({ ...defaultProgram('EUR'), earning }).success).toBe(false);
  });
});

describe('a version of the first shape', () => {
  const {
    earning: _earning,
    campaigns: _campaigns,
    tiers: _tiers,
    rewards: _rewards,
    pointValue: _value,
    ...kept
  } = defaultProgram('EUR', 'Asia/Tehran');
  const first: FirstProgram = { ...kept, version: 3, inForceFrom: 1_000, rateBasisPoints: 15_000 };

  it('is read as one rule that gives points for money at its rate', () => {
    const program: Program = upgradeProgram(first);
    expect(program.earning.rules.map(({ kind, params }) => ({ kind, params }))).toEqual([
      { kind: 'points-per-money', params: { rates: [{ currency: 'EUR', points: 15_000, perMinor: 1_000_000 }] } },
    ]);
    expect([program.version, program.inForceFrom, program.timeZone]).toEqual([3, 1_000, 'Asia/Tehran']);
    expect(programSchema.parse(program)).toEqual(program);
  });

  it('is what it is when it has been upgraded already', () => {
    expect(upgradeProgram(upgradeProgram(first))).toEqual(upgradeProgram(first));
    expect(upgradeProgram(first).guests).toBeNull();
  });
});

describe('the catalogue of kinds', () => {
  const items = catalog();

  it('has every rule, action, condition, effect and reward that a program can be made of', () => {
    const count = (group: string): number => items.filter((item) => item.group === group).length;
    expect([count('rule'), count('action'), count('condition'), count('effect'), count('reward')]).toEqual([4, 10, 12, 2, 8]);
  });

  it.each(items.map((item) => [`${item.group} ${item.kind}`, item] as const))(
    'says in three languages what a %s does, naming only its own parameters',
    (_name, item) => {
      const described = (item.jsonSchema.properties?.['params'] ?? item.jsonSchema) as { properties: object };
      const params = Object.keys(described.properties);
      for (const sentence of [item.sentence.en, item.sentence.fa, item.sentence.he]) {
        const named = [...sentence.matchAll(/\{([A-Za-z]+)[,}]/g)].map((match) => match[1]).filter((name) => name !== 'range');
        expect(params).toEqual(expect.arrayContaining(named));
      }
      const { en, fa, he } = item.sentence;
      expect([/^[\p{Lu}{]/u.test(en), /\p{Script=Arabic}/u.test(fa), /\p{Script=Hebrew}/u.test(he)]).toEqual([true, true, true]);
    },
  );

  it('tells the admin which form field draws a parameter', () => {
    const tier = items.find((item) => item.kind === 'tier');
    expect(JSON.stringify(tier?.jsonSchema)).toContain('"field":"tiers"');
    expect(JSON.stringify(items.find((item) => item.kind === 'points-per-money')?.jsonSchema)).toContain('"field":"money-per"');
  });
});
