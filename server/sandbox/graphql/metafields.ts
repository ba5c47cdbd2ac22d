/** Metafields of customers, orders and the shop; `$app` is the app's own reserved namespace. */
import { createHash } from 'node:crypto';
import { gid, numberIn } from '../shop/ids.ts';
import type { Shop } from '../shop/shop.ts';
import { isoUtc } from '../shop/time.ts';
import { connection } from './connection.ts';
import type { PageArgs } from './connection.ts';

interface Row {
  owner: string;
  namespace: string;
  key: string;
  id: number;
  type: string;
  value: string;
  created_at: number;
  updated_at: number;
}

interface Input {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
}

const MAX_PER_CALL = 25;
const digest = (value: string): string => createHash('sha256').update(value).digest('hex');
const spaceOf = (shop: Shop, namespace: string | null | undefined): string =>
  (namespace ?? '$app').replace(/^\$app/, `app--${shop.clientId}`);

function json(type: string, value: string): unknown {
  if (type === 'number_integer') return Number(value);
  if (type === 'boolean') return value === 'true';
  return type === 'json' || type.startsWith('list.') || type === 'money' ? (JSON.parse(value) as unknown) : value;
}

function metafieldNode(row: Row) {
  return {
    __typename: 'Metafield',
    id: gid('Metafield', row.id),
    legacyResourceId: String(row.id),
    namespace: row.namespace,
    key: row.key,
    type: row.type,
    value: row.value,
    jsonValue: () => json(row.type, row.value),
    description: null,
    compareDigest: digest(row.value),
    ownerType: /gid:\/\/shopify\/(\w+)\//.exec(row.owner)?.[1]?.toUpperCase() ?? 'SHOP',
    sizeInBytes: Buffer.byteLength(row.value),
    createdAt: isoUtc(row.created_at),
    updatedAt: isoUtc(row.updated_at),
  };
}

/** The two fields every owner of metafields has. */
export function metafieldsOf(shop: Shop, owner: string) {
  return {
    metafield: ({ namespace, key }: { namespace?: string | null; key: string }) => {
      const sql = 'select * from metafields where owner = ? and namespace = ? and key = ?';
      const row = shop.db.one<Row>(sql, owner, spaceOf(shop, namespace), key);
      return row ? metafieldNode(row) : null;
    },
    metafields: (args: PageArgs & { namespace?: string | null }) => {
      const rows = shop.db.all<Row>('select * from metafields where owner = ? order by id', owner);
      const wanted = args.namespace ? rows.filter((row) => row.namespace === spaceOf(shop, args.namespace)) : rows;
      return connection(wanted, args, (row) => String(row.id), metafieldNode);
    },
  };
}

function wrong(shop: Shop, input: Input): { code: string; message: string; field: string } | undefined {
  const before = shop.db.one<Row>(
    'select * from metafields where owner = ? and namespace = ? and key = ?',
    input.ownerId,
    spaceOf(shop, input.namespace),
    input.key,
  );
  const owners = ['Customer', 'Order', 'Shop', 'AppInstallation', 'DiscountCodeNode', 'Product'];
  if (owners.every((type) => numberIn(input.ownerId, type) === undefined))
    return { code: 'INVALID', message: 'Owner does not exist.', field: 'ownerId' };
  if (!input.type && !before) return { code: 'BLANK', message: "Type can't be blank", field: 'type' };
  if (input.value === '') return { code: 'BLANK', message: "Value can't be blank.", field: 'value' };
  if ((input.type ?? before?.type) === 'number_integer' && !/^-?\d{1,19}$/.test(input.value))
    return { code: 'INVALID_VALUE', message: 'Value must be an integer.', field: 'value' };
  // compareDigest is compare-and-set: null means "must not exist yet".
  const stale = input.compareDigest !== undefined && input.compareDigest !== (before ? digest(before.value) : null);
  return stale
    ? {
        code: 'STALE_OBJECT',
        message: 'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.',
        field: 'compareDigest',
      }
    : undefined;
}

function set(shop: Shop, input: Input): Row {
  const at = shop.now();
  const space = spaceOf(shop, input.namespace);
  const sql = `insert into metafields values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (owner, namespace, key) do update set
    value = excluded.value, updated_at = excluded.updated_at returning *`;
  const row = shop.db.one<Row>(
    sql,
    input.ownerId,
    space,
    input.key,
    shop.nextId('metafield'),
    input.type ?? 'single_line_text_field',
    input.value,
    at,
    at,
  );
  if (!row) throw new Error('an upsert that returns nothing');
  return row;
}

/** Given with the thing they belong to, by the mutation that makes or changes it. */
export function setOwn(shop: Shop, ownerId: string, metafields: readonly Omit<Input, 'ownerId'>[]): void {
  for (const input of metafields) set(shop, { ...input, ownerId });
}

export function metafieldRoot(shop: Shop) {
  return {
    metafieldsSet({ metafields }: { metafields: Input[] }) {
      const userErrors = metafields.flatMap((input, elementIndex) => {
        const error = wrong(shop, input);
        return error ? [{ ...error, elementIndex, field: ['metafields', String(elementIndex), error.field] }] : [];
      });
      if (metafields.length > MAX_PER_CALL) {
        userErrors.push({
          code: 'LESS_THAN_OR_EQUAL_TO',
          message: `Exceeded the maximum metafields input limit of ${MAX_PER_CALL}.`,
          field: ['metafields'],
          elementIndex: 0,
        });
      }
      // All or none: one wrong metafield leaves the others unset.
      if (userErrors.length > 0) return { metafields: null, userErrors };
      return { metafields: shop.db.transaction(() => metafields.map((input) => metafieldNode(set(shop, input)))), userErrors: [] };
    },
    metafieldsDelete({ metafields }: { metafields: { ownerId: string; namespace: string; key: string }[] }) {
      const deletedMetafields = metafields.map(({ ownerId, namespace, key }) => {
        const gone = shop.db.run(
          'delete from metafields where owner = ? and namespace = ? and key = ?',
          ownerId,
          spaceOf(shop, namespace),
          key,
        );
        return gone > 0 ? { ownerId, namespace, key } : null;
      });
      return { deletedMetafields, userErrors: [] };
    },
  };
}
