// A rule, condition or reward as the merchant would say it: its kind's sentence with the parameters in their places.
import type { ReactNode } from 'react';
import { textIn } from '../locales/localised.ts';
import type { Values, Words } from '../locales/words.ts';
import { useWords } from '../locales/words-context.tsx';
import { goodsKind, useFields, type FieldsAround } from './fields-context.tsx';
import type { Formats } from '../locales/formats.ts';
import { asArray, asNumber, asObject, asStrings, readSchema, type Json, type JsonSchema } from './json-schema.ts';
import type { Kind } from './kind.ts';
import { ratesIn, type Rate } from './money-per-field.tsx';
import { useNames, type Names } from './names.ts';
import { countryName } from './several-field.tsx';
import { readScaled } from './digits.ts';

interface SentenceProps {
  readonly kind: Kind;
  readonly params: unknown;
}

/** Its values in bold: they are what a form changes. */
export function Sentence({ kind, params }: SentenceProps): ReactNode {
  const { tellOf, locale } = useWords();
  return tellOf(textIn(locale, kind.sentence), useSentenceValues(kind.schema, params), (value) => <strong>{value}</strong>);
}

/** For lists to choose from, where nothing has a value yet. */
export function useKindName(): { readonly name: (kind: Kind) => string; readonly sentence: (kind: Kind) => string } {
  const { sayOf, maybe, locale } = useWords();
  const sentence = (kind: Kind): string => sayOf(textIn(locale, kind.sentence), emptyValues(kind.schema));
  return { name: (kind) => maybe(`kind.${kind.kind}`) ?? sentence(kind), sentence };
}

function useSentenceValues(schema: JsonSchema, params: unknown): Values {
  const { formats, say } = useWords();
  const show: Showing = {
    say,
    formats,
    names: useNames(),
    around: useFields(),
    list: new Intl.ListFormat(formats.tag, { type: 'disjunction' }),
  };
  return valuesOf(schema, params, show);
}

interface Showing {
  readonly say: Words['say'];
  readonly formats: Formats;
  readonly names: Names;
  readonly around: FieldsAround;
  readonly list: Intl.ListFormat;
}

const NOTHING = '…';

/** Of several of one shape, such as rates, the first speaks for all. */
function valuesOf(schema: JsonSchema, params: unknown, show: Showing): Values {
  const known = asObject(params);
  const entries = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const { schema: core } = readSchema(inner);
    const inside = core.type === 'array' ? core.items : core;
    if (inside?.properties !== undefined && inner.field !== 'text' && inner.field !== 'money-per') {
      const value = core.type === 'array' ? asArray(known[name])[0] : known[name];
      return Object.entries(valuesOf(inside, value, show));
    }
    return [[name, shown(name, inner, known, show)] as const];
  });
  return { ...Object.fromEntries(entries), ...rangeOf(known) };
}

/** For sentences that say a range otherwise when it is open at one end, or no range at all. */
function rangeOf(known: Json): Values {
  const [from, until] = [known['from'], known['until'] ?? known['to']].map(asNumber);
  if (typeof from !== 'number') return typeof until === 'number' ? { range: 'until' } : {};
  if (typeof until !== 'number') return { range: 'from' };
  return from === until ? { range: 'one' } : {};
}

/** "2 points for every €1 or 1 point for every ¥100". */
function shownRates(value: unknown, { say, formats, list }: Showing): string {
  const shownRate = ({ currency, points, perMinor }: Rate): string =>
    // What cannot be read yet is no zero: nobody is promised nothing.
    points === null || perMinor === null
      ? NOTHING
      : say('field.rate', { count: points, per: formats.amount({ amountMinor: perMinor, currency }) });
  return list.format(ratesIn(value).map(shownRate)) || NOTHING;
}

/** Points and counts stay numbers, for the sentence's plural forms. */
function shown(name: string, schema: JsonSchema, known: Json, show: Showing): string | number {
  const value = known[name];
  const { field, schema: core } = readSchema(schema);
  if (field === 'money-per') return shownRates(value, show);
  const number = asNumber(value);
  if (number !== null) return shownNumber(field, number, known, show);
  if (Array.isArray(value))
    return show.list.format(asStrings(value).map((one) => shownOne(name, { field, of: core.of ?? schema.of }, one, show))) || NOTHING;
  if (field === 'text') return textIn('en', asObject(value)) || NOTHING;
  if (typeof value !== 'string' || value === '') return NOTHING;
  return core.enum === undefined ? value : show.names.option(name, value);
}

function shownNumber(field: string | null, value: number, known: Json, { formats, around }: Showing): string | number {
  const currency = typeof known['currency'] === 'string' ? known['currency'] : around.currency;
  if (field === 'money') return formats.money({ amountMinor: value, currency });
  if (field === 'percent') return formats.share(value);
  if (field === 'factor') return readScaled(value, 4, formats.tag);
  if (field === 'instant') return formats.dateTime(new Date(value).toISOString());
  return value;
}

interface Drawn {
  readonly field: string | null;
  readonly of: string | undefined;
}

function shownOne(name: string, { field, of }: Drawn, value: string, { formats, names, around }: Showing): string {
  if (field === 'countries') return countryName(formats.tag, value);
  if (field === 'tiers') return around.tiers.find(({ id }) => id === value)?.name ?? value;
  const kind = goodsKind(of);
  if (kind !== null) return around.goods?.titleOf(kind, value) ?? value;
  return field === 'ids' || field === 'tags' ? value : names.option(name, value);
}

function emptyValues(schema: JsonSchema): Values {
  const names = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
    [name, NOTHING],
    ...Object.entries(emptyValues(readSchema(inner).schema.items ?? {})),
  ]);
  return Object.fromEntries(names) as Values;
}
