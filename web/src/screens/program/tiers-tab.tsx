import type { ReactNode } from 'react';
import { useFields } from '../../fields/fields-context.tsx';
import { asNumber, asObject, initialValue } from '../../fields/json-schema.ts';
import { SchemaForm } from '../../fields/schema-form.tsx';
import { Button, Card, EmptyState, MainAndAside, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { onlyOf, schemaAt } from './catalog.ts';
import { Entries, useAddEntry } from './entries.tsx';
import { EntryForm } from './entry-form.tsx';
import type { TabProps } from './tab-props.ts';
import type { Entry } from './terms.ts';
import { TierMoves } from './tier-moves.tsx';

const LEVELS = ['tiers', 'levels'] as const;
/** What belongs to the prices of members, whatever their level. */
const PRICES = ['memberPrices', 'discountLeavesOut'];

export function TiersTab({ editing, catalog }: TabProps): ReactNode {
  const { say } = useWords();
  const { disabled } = useFields();
  const add = useAddEntry(editing, LEVELS);
  const schema = schemaAt(catalog, ['tiers']);
  const level = schemaAt(catalog, LEVELS).items ?? {};
  if (editing.get(['tiers']) === null)
    return <NoTiers disabled={disabled} onBegin={() => editing.set(['tiers'], firstTiers(initialValue(schema)))} />;
  return (
    <MainAndAside
      main={
        <>
          <Card
            title={say('tiers.levels')}
            {...(disabled
              ? {}
              : { actions: <Button onPress={() => add(newLevel(initialValue(level)), 'level')}>{say('tiers.add')}</Button> })}
          >
            <Entries
              editing={editing}
              path={LEVELS}
              summary={(entry) => <LevelSentence entry={entry} need={editing.get(['tiers', 'need'])} />}
              form={(entry, path) => <EntryForm editing={editing} entry={entry} path={path} schema={level} conditions={[]} />}
            />
          </Card>
          <Card title={say('tiers.rules')}>
            <SchemaForm
              schema={schema}
              value={editing.get(['tiers'])}
              path="tiers"
              onChange={(next) => editing.set(['tiers'], next)}
              without={['levels', ...PRICES]}
            />
          </Card>
          <Card title={say('tiers.prices')}>
            <Stack>
              <Text tone="subdued">{say('tiers.prices-body')}</Text>
              <SchemaForm
                schema={onlyOf(schema, PRICES)}
                value={editing.get(['tiers'])}
                path="tiers"
                onChange={(next) => editing.set(['tiers'], next)}
              />
            </Stack>
          </Card>
          {!disabled && (
            <div>
              <Button onPress={() => editing.set(['tiers'], null)}>{say('tiers.remove-all')}</Button>
            </div>
          )}
        </>
      }
      aside={<TierMoves editing={editing} />}
    />
  );
}

/** A whole year, and nobody loses a status before its end: what most shops promise. */
function firstTiers(empty: unknown): unknown {
  const usual = { window: { kind: 'rolling', days: 365 }, need: 'any', downgrade: 'at-end', validDays: 365, graceDays: 30, noticeDays: 14 };
  return { ...asObject(empty), ...usual, levels: [] };
}

function newLevel(empty: unknown): Entry {
  return { ...asObject(empty), name: {}, factorBasisPoints: 10_000, entryPoints: 0, membersDiscountBasisPoints: 0 };
}

function NoTiers({ disabled, onBegin }: { readonly disabled: boolean; readonly onBegin: () => void }): ReactNode {
  const { say } = useWords();
  return (
    <Card>
      <EmptyState title={say('tiers.empty-title')}>
        <Stack>
          <span>{say('tiers.empty-body')}</span>
          {!disabled && (
            <div>
              <Button kind="primary" onPress={onBegin}>
                {say('tiers.begin')}
              </Button>
            </div>
          )}
        </Stack>
      </EmptyState>
    </Card>
  );
}

/** "Reached by a member who spends €500 or earns 200 points. Members pay 10 % less.": only what is asked and given. */
function LevelSentence({ entry, need }: { readonly entry: Entry; readonly need: unknown }): ReactNode {
  const { say, formats } = useWords();
  const { currency } = useFields();
  const { spendMinor, points, orders } = asObject(entry['threshold']);
  const spend = asNumber(spendMinor);
  const less = asNumber(entry['membersDiscountBasisPoints']) ?? 0;
  const parts = [
    spend === null ? null : say('tiers.spend', { amount: formats.amount({ amountMinor: spend, currency }) }),
    asNumber(points) === null ? null : say('tiers.points', { count: asNumber(points) ?? 0 }),
    asNumber(orders) === null ? null : say('tiers.orders', { count: asNumber(orders) ?? 0 }),
  ].filter((part) => part !== null);
  const list = new Intl.ListFormat(formats.tag, { type: need === 'all' ? 'conjunction' : 'disjunction' });
  return (
    <>
      {parts.length === 0 ? (
        <Text tone="subdued">{say('tiers.nothing-asked')}</Text>
      ) : (
        <Text size="large">{say('tiers.reached-by', { what: list.format(parts) })}</Text>
      )}
      {less > 0 && <Text>{say('tiers.pay-less', { percent: formats.share(less) })}</Text>}
    </>
  );
}
