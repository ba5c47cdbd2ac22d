/** The shop's own sign-in, and from there back to this page; an address that names its way back already keeps it. */
export function signInFrom(accountUrl: string, { pathname, search }: Pick<Location, 'pathname' | 'search'> = location): string {
  const url = new URL(accountUrl, location.href);
  if (!url.searchParams.has('return_to')) url.searchParams.set('return_to', pathname + search);
  return url.pathname + url.search;
}
