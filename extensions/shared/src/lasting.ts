// What every extension starts with: who asks, what the program offers, what points are called, and a voice to say it.
import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { StorefrontLook, StorefrontMe, StorefrontProgram } from './answers.ts';
import { createClient, type Client, type Failure } from './client.ts';
import { createVoice, type Voice, type WordsApi } from './voice.ts';

/** As much of Shopify's global as all targets have. */
export interface Surface {
  readonly i18n: WordsApi;
  readonly sessionToken: { readonly get: () => Promise<string> };
  readonly localization: { readonly extensionLanguage: { readonly value: { readonly isoCode: string } } };
}

interface Known {
  readonly me: StorefrontMe;
  /** Null where it did not load: then there is less to offer, and nothing wrong is said. */
  readonly program: StorefrontProgram | null;
}

export interface Lasting {
  readonly client: Client;
  readonly voice: Voice;
  /** The last answer; it stays through a failure, because points that were shown are not gone. */
  readonly known: Known | null;
  readonly failure: Failure | null;
  readonly loading: boolean;
  readonly reload: () => Promise<void>;
}

interface Loaded {
  readonly known: Known | null;
  readonly look: StorefrontLook | null;
  readonly failure: Failure | null;
}

/** Something else may answer in our place, a portal for one: that must become an error, never a balance of nothing. */
const isMe = (me: StorefrontMe | null): boolean => typeof me?.signedIn === 'boolean' && typeof me.program === 'object';

async function load(client: Client, locale: string, before: Loaded): Promise<Loaded> {
  const [me, program, look] = await Promise.all([
    client.get<StorefrontMe>(`me?locale=${locale}`),
    client.get<StorefrontProgram>(`program?locale=${locale}`),
    before.look === null ? client.get<StorefrontLook>('look') : null,
  ]);
  const named = look?.ok ? look.value : before.look;
  if (!me.ok) return { known: before.known, look: named, failure: me.failure };
  if (!isMe(me.value)) return { known: before.known, look: named, failure: { kind: 'failed' } };
  return { known: { me: me.value, program: program.ok ? program.value : (before.known?.program ?? null) }, look: named, failure: null };
}

export function useLasting(surface: Surface): Lasting {
  // Once for the life of the extension: whether a host's objects stay the same from look to look is theirs to decide.
  const [{ i18n, client }] = useState(() => ({ i18n: surface.i18n, client: createClient(() => surface.sessionToken.get()) }));
  const { isoCode } = surface.localization.extensionLanguage.value;
  const latest = useRef<Loaded>({ known: null, look: null, failure: null });
  const [loaded, setLoaded] = useState(latest.current);
  const [loading, setLoading] = useState(true);
  const names = loaded.look?.pointNames;
  const voice = useMemo(() => {
    const ours = createVoice(i18n, isoCode);
    const own = names?.[ours.language.tag];
    return own === undefined ? ours : createVoice(i18n, isoCode, own);
  }, [i18n, isoCode, names]);
  const { tag } = voice.language;

  const reload = useCallback(async () => {
    setLoading(true);
    latest.current = await load(client, tag, latest.current);
    setLoaded(latest.current);
    setLoading(false);
  }, [client, tag]);
  useEffect(() => void reload(), [reload]);
  return { client, voice, loading, reload, known: loaded.known, failure: loaded.failure };
}

const LastingContext = createContext<Lasting | null>(null);
export const LastingProvider = LastingContext.Provider;

export function useShared(): Lasting {
  const lasting = useContext(LastingContext);
  if (lasting === null) throw new Error('Rendered outside of an extension');
  return lasting;
}
