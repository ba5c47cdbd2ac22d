import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import { useHost } from '../host/host-context.tsx';
import { Toast } from '../kit/index.ts';

const ToastContext = createContext<(message: string) => void>(() => undefined);

/** Says shortly that something was done; in the surrounding admin's own way where it has one. */
export function useToast(): (message: string) => void {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const host = useHost();
  const [message, setMessage] = useState<string | null>(null);
  const forget = useCallback(() => setMessage(null), []);
  return (
    <ToastContext.Provider value={host.toast ?? setMessage}>
      {children}
      {/* Always in the page: a region that appears together with its text is often not read aloud. */}
      <div role="status" className="shell-toasts">
        {message !== null && <Toast message={message} onDone={forget} />}
      </div>
    </ToastContext.Provider>
  );
}
