// A kind that nobody has written yet: its form, its sentence and its problems are drawn from what the server says about it.
import { screen } from '@testing-library/react';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../src/fields/json-schema.ts';
import { asObject, initialValue } from '../src/fields/json-schema.ts';
import type { Kind } from '../src/fields/kind.ts';
import { ConditionsBuilder, type Condition } from '../src/fields/conditions-builder.tsx';
import { SchemaForm } from '../src/fields/schema-form.tsx';
import { Sentence } from '../src/fields/sentence.tsx';
import { renderField } from './render-fields.tsx';
import { sampleCatalog } from './sample-program.ts';

const drawn = (field: string): { field: string } => ({ field });
const params = z.strictObject({
  points: z.int().min(1).max(500).meta(drawn('points')),
  moonPhase: z.enum(['new', 'full']),
  above: z.int().nullable().meta(drawn('money')),
  onSale: z.boolean(),
  shelves: z.array(z.string()).meta(drawn('tags')),
});
const MOONLIGHT: Kind = {
  kind: 'moonlight',
  sentence: {
    en: 'Customers earn {points, plural, one {# point} other {# points}} at a {moonPhase} moon for orders above {above} from {shelves}',
    fa: 'مشتری در ماه {moonPhase} برای سفارش بالای {above} از {shelves}، {points} امتیاز می‌گیرد',
    he: 'צוברים {points} נקודות בירח {moonPhase} על הזמנה מעל {above} מתוך {shelves}',
  },
  schema: z.toJSONSchema(params) as JsonSchema,
};
const VALUE = { points: 12, moonPhase: 'full', above: 2500, onSale: false, shelves: ['tea', 'mugs'] };

const form = (value: unknown, set: (value: unknown) => void) => (
  <>
    <p data-testid="sentence">
      <Sentence kind={MOONLIGHT} params={value} />
    </p>
    <SchemaForm schema={MOONLIGHT.schema} value={value} path="earning.rules.0.params" onChange={set} />
  </>
);

describe('an invented kind', () => {
  it('gets a field for each parameter, named as well as can be', async () => {
    const { user, value } = renderField<unknown>(VALUE, form);
    await user.clear(screen.getByLabelText('Points'));
    await user.type(screen.getByLabelText('Points'), '20');
    await user.selectOptions(screen.getByLabelText('moon phase'), 'new');
    await user.clear(screen.getByLabelText('Amount'));
    await user.click(screen.getByLabelText('on sale'));
    await user.type(screen.getByLabelText('Add: Tags', { selector: 'input' }), 'honey{Enter}');
    expect(value()).toEqual({ points: 20, moonPhase: 'new', above: null, onSale: true, shelves: ['tea', 'mugs', 'honey'] });
  });

  it('reads as its sentence, with its values in bold and following what is typed', async () => {
    const { user } = renderField<unknown>(VALUE, form);
    const sentence = screen.getByTestId('sentence');
    expect(sentence).toHaveTextContent('Customers earn 12 points at a full moon for orders above €25.00 from tea or mugs');
    expect([...sentence.querySelectorAll('strong')].map((part) => part.textContent)).toEqual(['12', 'full', '€25.00', 'tea or mugs']);
    await user.clear(screen.getByLabelText('Points'));
    await user.type(screen.getByLabelText('Points'), '1');
    expect(sentence).toHaveTextContent('Customers earn 1 point at');
  });

  it('says nothing of a rate that cannot be read, and never that nothing is earned', async () => {
    const rate = sampleCatalog().kinds.find(({ kind }) => kind === 'points-per-money') ?? expect.fail('no rate in the catalog');
    const schema = asObject(asObject(rate.schema['properties'])['params']) as JsonSchema;
    const { user } = renderField<unknown>({ rates: [{ currency: 'EUR', points: 2, perMinor: 100 }] }, (value, set) => (
      <>
        <p data-testid="sentence">
          <Sentence kind={{ ...rate, schema }} params={value} />
        </p>
        <SchemaForm schema={schema} value={value} path="earning.rules.0.params" onChange={set} />
      </>
    ));
    expect(screen.getByTestId('sentence')).toHaveTextContent('2 points for every €1');
    await user.clear(screen.getByLabelText('Points'));
    await user.type(screen.getByLabelText('Points'), 'two');
    expect(screen.getByTestId('sentence')).toHaveTextContent('…');
    expect(screen.getByTestId('sentence')).not.toHaveTextContent('0');
  });

  it('reads in Persian with Persian digits, each value isolated', () => {
    renderField<unknown>(VALUE, form, { locale: 'fa' });
    const sentence = screen.getByTestId('sentence');
    expect(sentence).toHaveTextContent('۱۲ امتیاز می‌گیرد');
    expect(sentence.querySelectorAll('bdi > strong')).toHaveLength(4);
  });

  it('begins empty where a person must decide, and shows the server’s problem at its path', () => {
    expect(initialValue(MOONLIGHT.schema)).toEqual({ points: null, moonPhase: 'new', above: null, onSale: false, shelves: [] });
    const problems = new Map([['earning.rules.0.params.points', 'Say how many.']]);
    renderField<unknown>(initialValue(MOONLIGHT.schema), form, { around: { problems } });
    expect(screen.getByLabelText('Points')).toHaveAccessibleDescription('Say how many.');
    expect(screen.getByTestId('sentence')).toHaveTextContent('Customers earn … points');
  });
});

describe('conditions', () => {
  const kinds = [MOONLIGHT];
  const builder = (value: readonly Condition[], set: (value: readonly Condition[]) => void) => (
    <ConditionsBuilder label="When" kinds={kinds} value={value} path="when" onChange={set} />
  );

  it('adds one, edits it, turns it round and takes it away', async () => {
    const { user, value } = renderField<readonly Condition[]>([], builder);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Add a condition' }), 'moonlight');
    await user.type(screen.getByLabelText('Points'), '3');
    await user.click(screen.getByLabelText('Turn round: it must not hold'));
    expect(value()).toMatchObject([{ kind: 'moonlight', not: true, params: { points: 3 } }]);
    expect(screen.getByText(/^Except/u)).toHaveTextContent('Except: Customers earn 3 points');
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    expect(value()).toEqual([]);
  });

  it('names a kind that this page does not know', () => {
    renderField<readonly Condition[]>([{ kind: 'starlight', not: false, params: {} }], builder);
    expect(screen.getByText('starlight')).toBeVisible();
  });
});
