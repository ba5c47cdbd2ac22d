// The keys that a plugin and we derive from the one secret between us, so that what is signed for one purpose proves nothing elsewhere.
import { hkdfSync } from 'node:crypto';

export type PluginPurpose = 'staff' | 'shopper' | 'note' | 'call';

/** 32 bytes by HKDF-SHA256 (RFC 5869) without a salt; the plugin does the same with PHP's `hash_hkdf`. */
export function pluginKey(secret: string, purpose: PluginPurpose): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', Buffer.from(secret), Buffer.alloc(0), `lasting/${purpose}`, 32));
}

/** For whom a token is: one of another store or purpose is good for nothing. */
export const pluginAudience = (storeId: string, purpose: PluginPurpose): string => `lasting:${storeId}:${purpose}`;
