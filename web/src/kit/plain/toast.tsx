import { useEffect, type ReactNode } from 'react';
import type { ToastProps } from '../props.ts';

const SHOWN_MS = 5000;

export function Toast({ message, onDone }: ToastProps): ReactNode {
  useEffect(() => {
    const timer = setTimeout(onDone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [message, onDone]);
  return <div className="lk-toast">{message}</div>;
}
