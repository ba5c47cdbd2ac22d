import type { ReactNode } from 'react';
import { useFields } from '../../fields/fields-context.tsx';
import { asNumber, asObject } from '../../fields/json-schema.ts';
import { SchemaForm } from '../../fields/schema-form.tsx';
import { Card, Stack, Text } from '../../kit/index.ts';
import { minorPerUnit } from '#contract/currencies.ts';
import { useWords } from '../../locales/words-context.tsx';
import { schemaAt } from './catalog.ts';
import { at } from './terms.ts';
import type { TabProps } from './tab-props.ts';

const PART = 'redemption';
const WHOLE = 10_000;
/** An order that a reader can reckon with, in whole units of the currency. */
const EXAMPLE = 50;
const BESIDE = ['order', 'product', 'shipping'] as const;

/** How rewards meet an order: what they say together, the fields that say it, and what it comes to. */
export function RedemptionRules({ editing, catalog }: TabProps): ReactNode {
  const { say } = useWords();
  const schema = schemaAt(catalog, [PART]);
  // A draft that was begun before it was asked has what the server would take.
  const known = at(editing.terms, [PART]) ?? schema.default;
  return (
    <Card title={say('redemption-rules.title')}>
      <Stack>
        <Meaning rules={asObject(known)} />
        <SchemaForm schema={schema} value={known} path={PART} onChange={(next) => editing.set([PART], next)} />
      </Stack>
    </Card>
  );
}

function Meaning({ rules }: { readonly rules: Readonly<Record<string, unknown>> }): ReactNode {
  const { say, formats } = useWords();
  const { currency } = useFields();
  const floor = asNumber(rules['floorBasisPoints']);
  const minutes = asNumber(rules['abandonMinutes']);
  const combines = asObject(rules['combines']);
  const beside = BESIDE.filter((one) => combines[one] === true).map((one) => say(`redemption-rules.beside.${one}`));
  const order = EXAMPLE * minorPerUnit(currency);
  const most = floor === null || floor < 0 || floor > WHOLE ? null : Math.floor((order * (WHOLE - floor)) / WHOLE);
  const money = (amountMinor: number): string => formats.amount({ amountMinor, currency });
  return (
    <div aria-live="polite">
      <Stack gap="tight">
        {floor !== null && <p>{floor === 0 ? say('redemption-rules.no-floor') : say('redemption-rules.floor', { share: formats.share(floor) })}</p>}
        {most !== null && <Text strong>{say('redemption-rules.example', { order: money(order), most: money(most) })}</Text>}
        <p>{beside.length === 0 ? say('redemption-rules.alone') : say('redemption-rules.combines', { kinds: formats.list(beside) })}</p>
        {minutes !== null && <p>{say('redemption-rules.abandon', { time: formats.duration(minutes) })}</p>}
      </Stack>
    </div>
  ); // prettier-ignore
}
