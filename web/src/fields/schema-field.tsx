// Which field draws a value: the one its schema names, or the plainest one for its type.
import type { ReactNode } from 'react';
import { SelectField, TextField, ToggleField } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';
import { goodsKind, useFields } from './fields-context.tsx';
import { GoodsField } from './goods-field.tsx';
import { InstantField } from './instant-field.tsx';
import { ItemsField } from './items-field.tsx';
import { asArray, asNumber, asObject, asStrings, asText, readSchema, type FieldSchema, type Json } from './json-schema.ts';
import { LocalisedTextField } from './localised-text-field.tsx';
import { CountInput, DaysInput, FactorInput, MoneyInput, PercentInput, PointsInput, type MeasureProps } from './measures.tsx';
import { MoneyPerField, ratesIn } from './money-per-field.tsx';
import { partOf, useNames } from './names.ts';
import { CountriesField, SeveralField } from './several-field.tsx';
import type { SchemaFieldProps } from './schema-field-props.ts';
import { ShapeField } from './shape-field.tsx';
import { TagsField } from './tags-field.tsx';

export function SchemaField(props: SchemaFieldProps): ReactNode {
  const read = readSchema(props.schema);
  return <NamedField {...props} read={read} />;
}

type ReadProps = SchemaFieldProps & { readonly read: FieldSchema };

function NamedField(props: ReadProps): ReactNode {
  const { field, schema } = props.read;
  if (field === 'money' || (field !== null && field in MEASURES)) return <MeasureField {...props} />;
  if (field === 'text') return <TextsField {...props} />;
  if (field === 'instant') return <MomentField {...props} />;
  if (schema.enum !== undefined) return <OneOfField {...props} />;
  if (schema.type === 'array') return <ListField {...props} />;
  if (schema.type === 'boolean') return <SwitchField {...props} />;
  if (schema.type === 'integer' || schema.type === 'number') return <MeasureField {...props} />;
  if (schema.type === 'string') return <StringField {...props} />;
  return <ShapeField {...props} draw={SchemaField} />;
}

/** What every field shows: its name, its help, and what is wrong with it. */
function useShared({ name, label, path, read }: ReadProps) {
  const { disabled, problems } = useFields();
  const names = useNames();
  const within = partOf(path);
  return { label: label ?? names.param(name, read.field, within), help: names.help(name, within), error: problems.get(path), disabled };
}

function WithCurrency({ beside, ...props }: MeasureProps & { readonly beside: Json }): ReactNode {
  const { currency } = useFields();
  return <MoneyInput {...props} currency={typeof beside['currency'] === 'string' ? beside['currency'] : currency} />;
}

const MEASURES: Readonly<Record<string, (props: MeasureProps) => ReactNode>> = {
  points: PointsInput,
  percent: PercentInput,
  factor: FactorInput,
  days: DaysInput,
};

function MeasureField(props: ReadProps): ReactNode {
  const { name, value, onChange, beside, read } = props;
  const { minimum, exclusiveMinimum, maximum } = read.schema;
  const least = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
  const shared = { ...useShared(props), value: asNumber(value), onChange, ...limits(least, maximum) };
  if (name.endsWith('Ms')) return <DaysOfMs {...shared} />;
  if (read.field === 'money') return <WithCurrency {...shared} beside={beside} />;
  const Drawn = MEASURES[read.field ?? ''] ?? CountInput;
  return <Drawn {...shared} />;
}

const DAY_MS = 86_400_000;

/** Counted in milliseconds, thought of in days. */
function DaysOfMs({ value, onChange, least, most, ...rest }: MeasureProps): ReactNode {
  const days = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : Math.floor(ms / DAY_MS));
  return (
    <DaysInput
      {...rest}
      least={days(least)}
      most={days(most)}
      value={value === null ? null : Math.round(value / DAY_MS)}
      onChange={(next) => onChange(next === null ? null : next * DAY_MS)}
    />
  );
}

/** What JSON Schema says about the largest integers is no limit that a person needs to read. */
function limits(least: number | undefined, most: number | undefined): { least?: number; most?: number } {
  const said = (limit: number | undefined): limit is number => limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
  return { ...(said(least) ? { least } : {}), ...(said(most) ? { most } : {}) };
}

function TextsField(props: ReadProps): ReactNode {
  const { maxLength } = Object.values(props.read.schema.properties ?? {})[0] ?? {};
  return <LocalisedTextField {...useShared(props)} value={asObject(props.value)} onChange={props.onChange} maxLength={maxLength} />;
}

function MomentField(props: ReadProps): ReactNode {
  return <InstantField {...useShared(props)} value={asNumber(props.value)} onChange={props.onChange} />;
}

function OneOfField(props: ReadProps): ReactNode {
  const { say } = useWords();
  const names = useNames();
  const { name, value, onChange, read } = props;
  const options = (read.schema.enum ?? []).map((option) => ({ value: asText(option), label: names.option(name, option) }));
  return (
    <SelectField
      {...useShared(props)}
      value={asText(value)}
      options={read.nullable || value === undefined ? [{ value: '', label: say('field.none') }, ...options] : options}
      onChange={(chosen) => onChange(chosen === '' ? null : read.schema.enum?.find((option) => asText(option) === chosen))}
    />
  );
}

function SwitchField(props: ReadProps): ReactNode {
  const { label, help, disabled } = useShared(props);
  return (
    <ToggleField
      label={label}
      on={props.value === true}
      disabled={disabled}
      onChange={props.onChange}
      {...(help === undefined ? {} : { help })}
    />
  );
}

function StringField(props: ReadProps): ReactNode {
  const { value, onChange, read } = props;
  const { maxLength } = read.schema;
  return (
    <TextField
      {...useShared(props)}
      value={typeof value === 'string' ? value : ''}
      onChange={(text) => onChange(text === '' && read.nullable ? null : text)}
      {...(maxLength === undefined ? {} : { maxLength })}
    />
  );
}

function ListField(props: ReadProps): ReactNode {
  const { tiers, goods } = useFields();
  const names = useNames();
  const { name, value, onChange, read, path } = props;
  const item = read.schema.items ?? {};
  const shared = { ...useShared(props), value: asStrings(value), onChange };
  if (read.field === 'money-per') return <MoneyPerField label={shared.label} value={ratesIn(value)} path={path} onChange={onChange} />;
  if (read.field === 'countries') return <CountriesField {...shared} />;
  if (read.field === 'tiers') return <SeveralField {...shared} options={tiers.map(({ id, name: label }) => ({ value: id, label }))} />;
  if (item.enum !== undefined) {
    return <SeveralField {...shared} options={item.enum.map((option) => ({ value: asText(option), label: names.option(name, option) }))} />;
  }
  const kind = goodsKind(read.schema.of);
  if (kind !== null && goods !== null) return <GoodsField {...shared} kind={kind} goods={goods} />;
  if (item.type === 'string') return <TagsField {...shared} />;
  return (
    <ItemsField label={shared.label} name={name} item={item} value={asArray(value)} path={path} onChange={onChange} draw={SchemaField} />
  );
}
