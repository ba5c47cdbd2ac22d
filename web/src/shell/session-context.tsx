import { createContext, useContext } from 'react';
import { ADMIN_ENDPOINTS, type admin } from '#contract/index.ts';
import type { EndpointName } from '../api/endpoint-types.ts';

const SessionContext = createContext<admin.Session | null>(null);
export const SessionProvider = SessionContext.Provider;

export function useSession(): admin.Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside SessionProvider');
  return session;
}

/** From the least to the most trusted. */
const ROLES = ['analyst', 'support', 'manager', 'owner'] as const satisfies readonly admin.Role[];

/** Whether to offer it. The server decides again by itself; this only spares people a refusal. */
export function useMay(name: EndpointName): boolean {
  const { role } = useSession().user;
  return ROLES.indexOf(role) >= ROLES.indexOf(ADMIN_ENDPOINTS[name].role);
}
