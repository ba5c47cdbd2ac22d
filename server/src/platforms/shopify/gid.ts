/** "gid://shopify/Order/450789469" names the resource of this kind; null for every other text. */
export function idOfGid(kind: string, gid: string): string | null {
  const prefix = `gid://shopify/${kind}/`;
  const id = gid.startsWith(prefix) ? gid.slice(prefix.length).split('?')[0] : undefined;
  return id !== undefined && /^\d{1,20}$/.test(id) ? id : null;
}

export const gidOf = (kind: string, id: string): string => `gid://shopify/${kind}/${id}`;
