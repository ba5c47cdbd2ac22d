import { useEffect, useId, useRef, type ReactNode } from 'react';
import type { CardProps, MainAndAsideProps, RowProps, StackProps } from '../props.ts';

export function Card({ title, actions, takesFocus = false, children }: CardProps): ReactNode {
  const id = useId();
  const untitled = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) untitled.current?.focus();
  }, [takesFocus]);
  if (title === undefined) {
    return (
      <div ref={untitled} className="lk-card" {...(takesFocus ? { tabIndex: -1 } : {})}>
        {children}
      </div>
    );
  }
  return (
    <section className="lk-card" aria-labelledby={id}>
      <div className="lk-card-title">
        <h2 id={id}>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

export function Stack({ gap = 'normal', children }: StackProps): ReactNode {
  return <div className={`lk-stack lk-gap-${gap}`}>{children}</div>;
}

export function Row({ gap = 'normal', spread = false, children }: RowProps): ReactNode {
  return <div className={`lk-row lk-gap-${gap} ${spread ? 'lk-spread' : ''}`}>{children}</div>;
}

/** Figures side by side, as many as fit. */
export function StatRow({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className="lk-stats">{children}</dl>;
}

export function MainAndAside({ main, aside }: MainAndAsideProps): ReactNode {
  return (
    <div className="lk-main-aside">
      <div className="lk-stack lk-gap-normal">{main}</div>
      <div className="lk-stack lk-gap-normal">{aside}</div>
    </div>
  );
}
