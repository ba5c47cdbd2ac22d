// The address of a shop as its plugin states it, made one text, and looked at before anything is asked there.
import { publicAddressOf } from '../public-host.ts';

const LENGTH_MAX = 300;

/** Without a slash at its end, as WordPress's home address is; null: it is no address of a shop. Its path counts: several shops may share a host. */
export function shopAddress(text: string, privateAllowed: boolean): string | null {
  const url = text.length > LENGTH_MAX ? null : URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  // Keys and people's addresses go over this line.
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && privateAllowed)) return null;
  return `${url.origin}${url.pathname.replace(/\/+$/u, '')}`;
}

/** False also for a name that nobody knows: nothing can be asked there. */
export async function isReachableAddress(address: string, privateAllowed: boolean): Promise<boolean> {
  if (privateAllowed) return true;
  try {
    return (await publicAddressOf(new URL(address).hostname)) !== null;
  } catch {
    return false;
  }
}
