// AES-256-GCM with named keys: what is sealed says which key opens it, so a key can be rotated without touching what is stored.
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';

export interface NamedKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals with the first key, opens with any. `context` (a store id and a purpose) is bound in: a sealed value moved elsewhere does not open. */
export class Keyring {
  /** Made once: importing a key's bytes costs as much as sealing a page with it. */
  readonly #keys: ReadonlyMap<string, KeyObject>;
  readonly #current: NamedKey;
  readonly #sealing: KeyObject;

  constructor(keys: readonly NamedKey[]) {
    const [current] = keys;
    if (current === undefined) throw new Error('a keyring needs at least one key');
    const wrong = keys.find(({ key, id }) => key.length !== 32 || Buffer.byteLength(id) > 255 || id === '');
    if (wrong !== undefined) throw new Error(`key "${wrong.id}" must have a name and exactly 32 bytes`);
    this.#keys = new Map(keys.map(({ id, key }) => [id, createSecretKey(key)]));
    this.#current = current;
    this.#sealing = createSecretKey(current.key);
  }

  seal(plain: Buffer, context: string): Buffer {
    const id = Buffer.from(this.#current.id);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#sealing, nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION, id.length]), id, nonce, sealed, cipher.getAuthTag()]);
  }

  /** @throws when the key is unknown, the context differs or a byte was changed. */
  open(sealed: Buffer, context: string): Buffer {
    const idEnd = 2 + (sealed[1] ?? 0);
    const id = this.keyOf(sealed);
    const key = this.#keys.get(id);
    if (sealed[0] !== VERSION || key === undefined) throw new Error(`no key opens this (key "${id}")`);
    const nonce = sealed.subarray(idEnd, idEnd + NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(idEnd + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  }

  /** Which key sealed it; nothing is opened for that. */
  keyOf(sealed: Buffer): string {
    return sealed.subarray(2, 2 + (sealed[1] ?? 0)).toString();
  }

  /** What is sealed from now on is sealed with this one. */
  get currentId(): string {
    return this.#current.id;
  }

  sealText(plain: string, context: string): string {
    return this.seal(Buffer.from(plain), context).toString('base64');
  }

  openText(sealed: string, context: string): string {
    return this.open(Buffer.from(sealed, 'base64'), context).toString();
  }

  /** A key for one purpose, derived from the current key: it cannot be turned back, and two purposes never share one. */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#current.key, Buffer.alloc(0), purpose, 32));
  }
}

/** Hex HMAC-SHA256: finds a value again without storing it. */
export function keyedHash(key: string, value: string): string {
  return createHmac('sha256', key).update(value).digest('hex');
}
