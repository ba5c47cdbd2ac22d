/** The access scopes and protected-data marks of the kept part of the schema, from the extra keys of the dev-mcp file. */
export interface DevMcpFile {
  data: { __schema: { types: { name: string; fields?: { name: string; isProtected?: boolean; protectedContent?: string }[] | null }[] } };
  offline_scopes: {
    items: { type: 'type' | 'field'; typeName: string; fieldName?: string; requiredAccess: string; offlineScopes: string[] }[];
  };
}

export interface Access {
  /** "Customer" or "Mutation.tagsAdd" to the scopes of which one is enough. */
  scopes: Record<string, { anyOf: string[]; requiredAccess: string }>;
  /** "Customer.email" to the kind of level-2 data it is. */
  protectedFields: Record<string, string>;
}

export function accessOf(file: DevMcpFile, kept: ReadonlySet<string>): Access {
  const access: Access = { scopes: {}, protectedFields: {} };
  for (const { typeName, fieldName, offlineScopes, requiredAccess } of file.offline_scopes.items) {
    const name = fieldName === undefined ? typeName : `${typeName}.${fieldName}`;
    if (kept.has(name) && offlineScopes.length > 0) access.scopes[name] = { anyOf: offlineScopes, requiredAccess };
  }
  for (const type of file.data.__schema.types) {
    for (const field of type.fields ?? []) {
      const name = `${type.name}.${field.name}`;
      if (field.isProtected === true && kept.has(name)) access.protectedFields[name] = field.protectedContent ?? 'customer';
    }
  }
  return access;
}
