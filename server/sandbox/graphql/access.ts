/** Which scopes a field needs and which fields are protected customer data, from the map generated beside the schema. */
import { readFileSync } from 'node:fs';
import { GraphQLError, getNamedType } from 'graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Access } from '../schema/access.ts';
import type { Settings } from '../shop/settings.ts';

export function loadAccess(): Access {
  return JSON.parse(readFileSync(new URL('../schema/access-2026-10.json', import.meta.url), 'utf8')) as Access;
}

/** Reading through a write scope is allowed, as with Shopify: write_orders implies read_orders. */
const holds = (granted: ReadonlySet<string>, scope: string): boolean =>
  granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_'));

export function assertScopes(access: Access, granted: ReadonlySet<string>, info: GraphQLResolveInfo): void {
  const returned = getNamedType(info.returnType).name;
  // A payload's own type needs nothing; what a mutation needs is on the field, what a query needs mostly on the type it returns.
  for (const name of [`${info.parentType.name}.${info.fieldName}`, returned.replace(/(Connection|Edge)$/, '')]) {
    const rule = access.scopes[name];
    if (!rule || rule.anyOf.some((scope) => holds(granted, scope))) continue;
    throw new GraphQLError(`Access denied for ${info.fieldName} field. Required access: ${rule.requiredAccess}`, {
      extensions: {
        code: 'ACCESS_DENIED',
        documentation: 'https://shopify.dev/api/usage/access-scopes',
        requiredAccess: rule.requiredAccess,
      },
    });
  }
}

/** Level 2 is names, addresses, phones and e-mails; level 1 any customer at all. */
export function assertProtected(access: Access, approved: Settings['protectedData'], info: GraphQLResolveInfo): void {
  const name = `${info.parentType.name}.${info.fieldName}`;
  const denied =
    (approved !== 'level2' && access.protectedFields[name] !== undefined) ||
    (approved === 'none' && /^Customer(Connection)?$/.test(getNamedType(info.returnType).name));
  if (!denied) return;
  const subject = `This app is not approved to use the ${info.fieldName} field.`;
  throw new GraphQLError(`${subject} See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.`, {
    extensions: { code: 'ACCESS_DENIED', documentation: 'https://shopify.dev/docs/apps/launch/protected-customer-data' },
  });
}
