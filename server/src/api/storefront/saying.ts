// A kind's sentence for the shopper with the parameters that stand in it, each told by the field that draws it: no kind is named here.
import { z } from 'zod';
import type { Locale } from '../../contract/index.ts';
import type { Saying, ShownValue } from '../../contract/saying.ts';
import type { FieldName, Rate } from '../../loyalty/program/fields.ts';
import type { Kind } from '../../loyalty/program/kind.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { Text } from '../../loyalty/program/text.ts';
import { instant } from '../views/instant.ts';
import { money } from '../views/money.ts';

export interface Telling {
  readonly program: Pick<Program, 'currency' | 'tiers'>;
  readonly locale: Locale;
}

/** The merchant's own words; in a language they wrote where they left the asked one out. */
export function ownWords(text: Text, locale: Locale): string {
  return text[locale] ?? text.en ?? text.fa ?? text.he ?? '';
}

const Drawn = z.object({ field: z.string().optional(), anyOf: z.array(z.object({ field: z.string().optional() })).optional() });
const Drawing = z.record(z.string(), Drawn);
const Drawings = z.object({ properties: z.object({ params: z.object({ properties: Drawing }).optional() }).catchall(z.unknown()) });

/** Of a rule the parameters lie in `params`, of an effect beside its kind. */
function drawing({ schema }: Kind): z.infer<typeof Drawing> {
  const whole = z.toJSONSchema(schema);
  const { params } = Drawings.parse(whole).properties;
  return params?.properties ?? Drawing.parse(whole.properties);
}

const known = new WeakMap<Kind, z.infer<typeof Drawing>>();
function fieldOf(kind: Kind, name: string): string | undefined {
  const fields = known.get(kind) ?? drawing(kind);
  known.set(kind, fields);
  const drawn = fields[name];
  return drawn?.field ?? drawn?.anyOf?.find(({ field }) => field !== undefined)?.field;
}

/** Of rates in several currencies the one in the program's own, else the first. */
function rateShown(rates: readonly Rate[], { program: { currency } }: Telling): ShownValue {
  const rate = rates.find((each) => each.currency === currency) ?? rates[0];
  if (rate === undefined) return { as: 'text', text: '' };
  return { as: 'rate', points: rate.points, per: money(rate.perMinor, rate.currency) };
}

function levelNames(ids: readonly string[], { program, locale }: Telling): string[] {
  return (program.tiers?.levels ?? []).filter(({ id }) => ids.includes(id)).map(({ name }) => ownWords(name, locale));
}

type Show = (value: unknown, telling: Telling) => ShownValue;

const plain: Show = (value) =>
  typeof value === 'number' ? { as: 'number', number: value } : { as: 'text', text: typeof value === 'string' ? value : '' };
/** The schema of the kind has read the value, so it is what its field draws. Ids and tags are the store's and mean nothing to a shopper. */
const SHOW: Readonly<Record<FieldName, Show>> = {
  points: (value) => ({ as: 'points', points: value as number }),
  money: (value, { program }) => ({ as: 'money', money: money(value as number, program.currency) }),
  'money-per': (value, telling) => rateShown(value as readonly Rate[], telling),
  percent: (value) => ({ as: 'percent', basisPoints: value as number }),
  factor: (value) => ({ as: 'factor', basisPoints: value as number }),
  instant: (value) => ({ as: 'date', at: instant(value as number) }),
  countries: (value) => ({ as: 'countries', codes: value as string[] }),
  tiers: (value, telling) => ({ as: 'names', names: levelNames(value as readonly string[], telling) }),
  text: (value, { locale }) => ({ as: 'text', text: ownWords(value as Text, locale) }),
  days: plain,
  ids: () => ({ as: 'text', text: '' }),
  tags: () => ({ as: 'text', text: '' }),
};

const hasField = (name: string | undefined): name is FieldName => name !== undefined && Object.hasOwn(SHOW, name);

export function sayingOf(kind: Kind, params: object, telling: Telling): Saying {
  const text = kind.shopper(params)[telling.locale];
  const given = new Map<string, unknown>(Object.entries(params));
  const values = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']): [string, ShownValue] => {
    const [field, value] = [fieldOf(kind, name), given.get(name)];
    return [name, hasField(field) && value !== null ? SHOW[field](value, telling) : plain(value, telling)];
  });
  return { text, values: Object.fromEntries(values) };
}
